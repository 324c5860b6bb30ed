package dev.tavilypipeline.bench.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.RecordSender;
import dev.tavilypipeline.bench.facts.SyntheticRun;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * Sends the facts of many runs through collector, bridge and loader: first as fast as possible, then at a steady rate to
 * measure how fresh the KPIs are. Kafka and MongoDB run in this process.
 */
public final class FlowBench {

    private static final int WARM_UP = 300;
    private static final int STEADY_RUNS = 300;
    private static final int STEADY_RUNS_PER_SECOND = 30;

    private final Installation installation;
    private final KpiPoller kpis;
    private int sent;

    private FlowBench(Installation installation) {
        this.installation = installation;
        this.kpis = new KpiPoller(installation.get(Service.ANALYTICS).uri());
    }

    /** @param arguments the number of runs, 3000 if none is given */
    public static void main(String[] arguments) throws InterruptedException {
        int runs = RunsArgument.of("flow", arguments, 3000);
        TemporaryFolder temporary = TemporaryFolder.create("flow-bench");
        Path folder = temporary.path();
        try (Installation installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")),
                Map.of(),
                List.of(Service.COLLECTOR, Service.BRIDGE, Service.ANALYTICS))) {
            new FlowBench(installation).measure(runs);
        }
        temporary.delete();
    }

    private void measure(int runs) throws InterruptedException {
        try (RecordSender sender = new RecordSender(installation.bootstrapServers())) {
            send(sender, WARM_UP, Duration.ZERO, SyntheticRun::facts);
            Map<String, Usage> before = usage();
            Figures direct = figures(sender, runs, SyntheticRun.FACTS, SyntheticRun::facts);
            Map<String, Usage> after = usage();
            Figures relayed = figures(sender, runs, SyntheticRun.EVENTS, SyntheticRun::events);
            printUsage(runs, before, after);
            System.out.printf("%n%-32s %10s %10s %15s %15s%n", "path, at %d runs/s:".formatted(STEADY_RUNS_PER_SECOND),
                    "facts/s",
                    "rows/s", "freshness p50 s", "freshness p95 s");
            direct.print("as an agent sends");
            relayed.print("relay: events without their job");
        }
    }

    private Figures figures(RecordSender sender, int runs, int records, Function<SyntheticRun, List<Fact>> facts)
            throws InterruptedException {
        Instant begin = Instant.now();
        send(sender, runs, Duration.ZERO, facts);
        double seconds = Duration.between(begin, Instant.now()).toNanos() / 1e9;
        double[] delays = send(sender, STEADY_RUNS, Duration.ofSeconds(1).dividedBy(STEADY_RUNS_PER_SECOND), facts);
        return new Figures(runs * records / seconds, runs * SyntheticRun.ROWS / seconds, delays[delays.length / 2],
                delays[delays.length * 95 / 100]);
    }

    /** The last two in milliseconds, from the end of a run to its appearance in the KPIs. */
    private record Figures(double factsPerSecond, double rowsPerSecond, double medianDelay, double p95Delay) {

        private void print(String path) {
            System.out.printf("%-32s %10.0f %10.0f %15.2f %15.2f%n", path, factsPerSecond, rowsPerSecond,
                    medianDelay / 1000, p95Delay / 1000);
        }
    }

    /** @return sorted delays in milliseconds, from the end of each run to its appearance in the KPIs */
    private double[] send(RecordSender sender, int runs, Duration interval, Function<SyntheticRun, List<Fact>> facts)
            throws InterruptedException {
        Instant[] completed = new Instant[runs];
        Instant begin = Instant.now();
        for (int i = 0; i < runs; i++) {
            Duration early = Duration.between(Instant.now(), begin.plus(interval.multipliedBy(i)));
            if (!early.isNegative()) {
                LockSupport.parkNanos(early.toNanos());
            }
            completed[i] = Instant.now();
            facts.apply(new SyntheticRun(sent + i, completed[i])).forEach(sender::send);
        }
        sender.flush();
        double[] delays = kpis.await(sent, completed);
        sent += runs;
        return delays;
    }

    private Map<String, Usage> usage() {
        Map<String, Usage> all = new LinkedHashMap<>();
        for (Service service : List.of(Service.COLLECTOR, Service.BRIDGE, Service.ANALYTICS)) {
            all.put(service.module(), Usage.of(installation.get(service).pid()));
        }
        all.put("kafka, mongodb, this", Usage.of(ProcessHandle.current().pid()));
        return all;
    }

    private static void printUsage(int runs, Map<String, Usage> before, Map<String, Usage> after) {
        int facts = (runs + STEADY_RUNS) * SyntheticRun.FACTS;
        System.out.printf("%nflow: %d runs on %d processors; of %d facts as an agent sends them:%n%n", runs,
                Runtime.getRuntime().availableProcessors(), facts);
        System.out.printf("%-22s %12s %14s %14s%n", "process", "CPU s", "CPU us a fact", "resident MiB");
        after.forEach((name, usage) -> {
            double cpu = usage.cpuSecondsSince(before.get(name));
            System.out.printf("%-22s %12.2f %14.1f %14d%n", name, cpu, cpu * 1e6 / facts, usage.residentMib());
        });
    }
}
