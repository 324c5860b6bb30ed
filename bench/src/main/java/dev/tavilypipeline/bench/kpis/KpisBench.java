package dev.tavilypipeline.bench.kpis;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.bench.harness.Usage;

/**
 * Measures analytics-service on a DuckDB file with 90 days of runs, three steps and 2.5 calls a run, and a million loaded
 * objects: the KPIs, the queries by DuckDB alone beside them, the loader, and how soon an object is seen in the KPIs.
 */
public final class KpisBench {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration QUARTER = Duration.ofDays(90);
    /** DuckDB alone fails where the service lets a query that ran out of memory beside others run again alone. */
    private static final String ALONE_MEMORY = "4GB";

    private final Path folder;
    private final Progress progress = new Progress();
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final NewRuns newRuns = new NewRuns();
    private final Table figures = new Table("", "measured", "target");

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

    private void measure(int runs) throws SQLException, InterruptedException {
        Analytics full = new Analytics(folder, "full");
        progress.say("makes the tables");
        full.start().close();
        full.file().fill(runs, now, progress);
        LatencyTable latencies;
        try (Clients clients = new Clients(now)) {
            latencies = measure(full, clients);
        }
        Rebuild.Result rebuild = new Rebuild(folder, progress).measure(rebuiltRuns(runs), now);
        figures.row("rebuild by the loader", Table.number(rebuild.rowsASecond(), 0) + " rows/s", ">= 100000");
        figures.row("resident memory after it", rebuild.residentMib() + " MiB", "");
        progress.say("done");
        System.out.printf(
                "%nkpis: %d runs, %d steps, about %d calls over 90 days, in bulk by SQL; DuckDB's memory %s, alone %s%n%n",
                runs, runs * 3L, runs * 5L / 2, Analytics.MEMORY, ALONE_MEMORY);
        System.out.println(latencies);
        System.out.print(figures);
    }

    /** A tenth, and enough to last longer than the start. */
    private static int rebuiltRuns(int runs) {
        return Math.max(200_000, Math.min(400_000, runs / 10_000 * 1_000));
    }

    private LatencyTable measure(Analytics full, Clients clients) throws SQLException, InterruptedException {
        Map<String, List<String>> queries;
        Map<String, Latencies> week;
        Map<String, Latencies> quarter;
        Map<String, Latencies> cached;
        Map<String, Latencies> notModified;
        try (ServiceProcess service = full.start()) {
            KpiRequests requests = new KpiRequests(service.uri());
            queries = ResourceQueries.of(service, now.minus(WEEK), now);
            progress.say("asks for 7 days");
            clients.askDifferently(WEEK, 2, requests::isAnswered);
            week = clients.askDifferently(WEEK, 5, requests::isAnswered);
            progress.say("asks for 90 days" + summaryOf(week));
            quarter = clients.askDifferently(QUARTER, 2, requests::isAnswered);
            progress.say("asks for what is in the cache" + summaryOf(quarter));
            clients.askAlike(WEEK, 20, requests::isAnswered);
            cached = clients.askAlike(WEEK, 50, requests::isAnswered);
            notModified = clients.askAlike(WEEK, 50, requests::isNotModified);
            measureLoading(service, full.lake(), clients);
            figures.row("resident memory after all these", Usage.of(service.pid()).residentMib() + " MiB", "< 1229 MiB");
        }
        progress.say("asks DuckDB alone");
        try (DuckDBConnection file = full.file(ALONE_MEMORY).open()) {
            DirectQueries direct = new DirectQueries(queries, file);
            clients.askDifferently(WEEK, 1, direct::run);
            return new LatencyTable(week, quarter, cached, notModified, clients.askDifferently(WEEK, 5, direct::run),
                    clients.askDifferently(QUARTER, 2, direct::run));
        }
    }

    private void measureLoading(ServiceProcess full, Lake lake, Clients clients) throws InterruptedException {
        Analytics empty = new Analytics(folder, "empty");
        try (ServiceProcess other = empty.start()) {
            progress.say("asks for nothing new");
            Latencies few = RequestCost.measure(other.uri(), now.minus(WEEK), now);
            Latencies million = RequestCost.measure(full.uri(), now.minus(WEEK), now);
            figures.row("request answered 304, one client, p50, nothing loaded", millis(few, 0.5), "");
            figures.row("the same, a million loaded objects", millis(million, 0.5), "< 2 ms");
            progress.say("loads batches into empty and full tables");
            List<Latencies> batches = new BatchLoads(newRuns).measure(
                    List.of(new BatchLoads.Target(other, empty.lake()), new BatchLoads.Target(full, lake)));
            figures.row("batch of " + BatchLoads.ROWS + " calls, p50, empty tables", millis(batches.get(0), 0.5), "");
            figures.row("the same, full tables", millis(batches.get(1), 0.5), "");
            figures.row("ratio",
                    Table.number(batches.get(1).percentile(0.5) / batches.get(0).percentile(0.5), 2), "<= 1.5");
        }
        progress.say("looks for new objects in the KPIs");
        Latencies freshness = new Freshness(full, lake, newRuns).measure(clients, WEEK);
        figures.row("object to KPI p50, while " + Clients.COUNT + " clients ask", millis(freshness, 0.5), "");
        figures.row("the same, p95", millis(freshness, 0.95), "< 1500 ms");
    }

    private static String summaryOf(Map<String, Latencies> before) {
        Latencies all = Latencies.of(before.values());
        return "; the answers before had p95 " + millis(all, 0.95) + ", p99 " + millis(all, 0.99) + ", " + all.failed()
                + " failed";
    }

    private static String millis(Latencies latencies, double share) {
        return Table.number(latencies.percentile(share), 1) + " ms";
    }
}
