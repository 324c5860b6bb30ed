package dev.tavilypipeline.bench.kpis;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Metrics;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * Measures analytics-service on a DuckDB file with 90 days of runs, three steps and 2.5 calls a run, and a million loaded
 * objects: the KPIs, the queries by DuckDB alone beside them, the loader, and how soon an object is seen in the KPIs.
 */
public final class KpisBench {

    private static final String MEMORY = "512MB";
    private static final int BATCH_ROWS = 2_000;
    private static final int BATCHES = 20;
    private static final int REBUILT_RUNS = 50_000;
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUARTER = Duration.ofDays(90);

    private final Path folder;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private int envelopes;

    private KpisBench(Path folder) {
        this.folder = folder;
    }

    /** @param arguments the number of runs, 4000000 if none is given */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int runs = RunsArgument.of("kpis", arguments, 4_000_000);
        TemporaryFolder temporary = TemporaryFolder.create("kpis-bench");
        new KpisBench(temporary.path()).measure(runs);
        temporary.delete();
    }

    private void measure(int runs) throws IOException, SQLException, InterruptedException {
        Lake empty = new Lake(folder.resolve("lake-empty"));
        WarehouseFile filled = new WarehouseFile(folder.resolve("full.duckdb"), MEMORY);
        Lake lake = new Lake(folder.resolve("lake-full"));
        start("full", lake).close();
        filled.fill(runs, now);
        double small;
        try (ServiceProcess service = start("empty", empty)) {
            small = batches(service, empty);
        }
        Table kpis = new Table("KPIs, " + KpiClients.CLIENTS + " clients", "p50 ms", "p95 ms", "p99 ms", "requests", "failed");
        Table other = new Table("", "measured", "target");
        try (ServiceProcess service = start("full", lake); KpiClients clients = new KpiClients(service.uri(), now)) {
            clients.uncached(WEEK, 1);
            KpiClients.Result week = clients.uncached(WEEK, 3);
            add(kpis, "7 days", week);
            add(kpis, "7 days, cached", clients.cached(WEEK, 20));
            KpiClients.Result unchanged = clients.notModified(WEEK, 20);
            add(kpis, "7 days, 304", unchanged);
            add(kpis, "90 days", clients.uncached(QUARTER, 1));
            double large = batches(service, lake);
            other.row("batch of 2,000 calls, empty tables", Table.number(small, 1) + " ms", "");
            other.row("the same, full tables", Table.number(large, 1) + " ms", "");
            other.row("ratio", Table.number(large / small, 2), "<= 1.5");
            double[] freshness = freshness(service, lake, clients);
            other.row("object to KPI p95, while 8 clients query",
                    Table.number(freshness[freshness.length * 95 / 100], 0) + " ms", "< 1500 ms");
            other.row("resident memory", Usage.of(service.pid()).residentMib() + " MiB", "< 1229 MiB");
        }
        other.row("rebuild by the loader", Table.number(rebuild(), 0) + " rows/s", ">= 100000");
        System.out.printf("%nkpis: %d runs, %d steps, about %d calls over 90 days, in bulk by SQL; DuckDB's memory %s%n%n",
                runs, runs * 3L, runs * 5L / 2, MEMORY);
        System.out.println(kpis);
        System.out.println(other);
        print(new DirectQueries().run(filled, now, WEEK, 3), new DirectQueries().run(filled, now, QUARTER, 1));
    }

    private ServiceProcess start(String name, Lake lake) {
        ServiceProcess service = ServiceProcess.start(Service.ANALYTICS, Ports.free(),
                Map.of("PIPELINE_LAKE_DIR", lake.root().toString(), "PIPELINE_DUCKDB_FILE",
                        folder.resolve(name + ".duckdb").toString(), "PIPELINE_DUCKDB_MEMORY", MEMORY,
                        "PIPELINE_COMPLETENESS_CHECK_EVERY", "0s", "PIPELINE_KPI_METRICS_EVERY", "0s"),
                folder.resolve(name + ".log"));
        service.awaitReady();
        return service;
    }

    /** The mean time of loading 2,000 new calls. */
    private double batches(ServiceProcess service, Lake lake) throws InterruptedException {
        Metrics before = service.metrics();
        double loaded = before.sum("pipeline_load_batch_seconds_count", "api_calls");
        for (int i = 0; i < BATCHES; i++) {
            lake.put(next(BATCH_ROWS / 4));
            double expected = loaded + i + 1;
            await(() -> service.metrics().sum("pipeline_load_batch_seconds_count", "api_calls") >= expected);
        }
        Metrics after = service.metrics();
        return 1e3 * (seconds(after) - seconds(before))
                / (after.sum("pipeline_load_batch_seconds_count", "api_calls") - loaded);
    }

    private static double seconds(Metrics metrics) {
        return metrics.sum("pipeline_load_batch_seconds_sum", "api_calls");
    }

    private double[] freshness(ServiceProcess service, Lake lake, KpiClients clients) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                clients.uncached(WEEK, 1);
            }
        });
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            int before = runs(service);
            lake.put(next(1));
            long start = System.nanoTime();
            await(() -> runs(service) > before);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        over.set(true);
        load.join();
        double[] sorted = millis.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    private static int runs(ServiceProcess service) {
        Instant now = Instant.now();
        return service.json("/kpis/health?simulated=true&from=" + now.minusSeconds(3_600) + "&to=" + now.plusSeconds(3_600))
                .at("/current/runs").asInt();
    }

    /** Rows a second, while a lake of many objects is loaded into a new file. */
    private double rebuild() {
        Lake lake = new Lake(folder.resolve("lake-rebuilt"));
        for (int i = 0; i < REBUILT_RUNS / 1_000; i++) {
            lake.put(next(1_000));
        }
        try (ServiceProcess service = start("rebuilt", lake)) {
            Metrics metrics = service.metrics();
            return metrics.sum("pipeline_load_rows_total") / metrics.sum("pipeline_load_batch_seconds_sum");
        }
    }

    private List<SyntheticEnvelope> next(int count) {
        int first = envelopes;
        envelopes += count;
        return IntStream.range(first, envelopes).mapToObj(number -> new SyntheticEnvelope(number, Instant.now())).toList();
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("nothing was loaded for two minutes");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void add(Table table, String name, KpiClients.Result result) {
        table.row(name, Table.number(result.percentile(0.5), 1), Table.number(result.percentile(0.95), 1),
                Table.number(result.percentile(0.99), 1), result.millis().size(), result.failed());
    }

    private static void print(Map<String, Double> week, Map<String, Double> quarter) {
        Table table = new Table("query by DuckDB alone", "7 days ms", "90 days ms");
        week.forEach((query, millis) -> table.row(query, Table.number(millis, 1), Table.number(quarter.get(query), 1)));
        System.out.print(table);
    }
}
