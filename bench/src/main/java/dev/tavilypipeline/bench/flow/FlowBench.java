package dev.tavilypipeline.bench.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

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
            send(sender, WARM_UP, Duration.ZERO);
            Map<String, Usage> before = usage();
            Instant begin = Instant.now();
            send(sender, runs, Duration.ZERO);
            double seconds = Duration.between(begin, Instant.now()).toNanos() / 1e9;
            Map<String, Usage> after = usage();
            double[] delays = send(sender, STEADY_RUNS, Duration.ofSeconds(1).dividedBy(STEADY_RUNS_PER_SECOND));
            print(runs, seconds, before, after, delays);
        }
    }

    private double[] send(RecordSender sender, int runs, Duration interval) throws InterruptedException {
        Instant[] completed = new Instant[runs];
        Instant begin = Instant.now();
        for (int i = 0; i < runs; i++) {
            Duration early = Duration.between(Instant.now(), begin.plus(interval.multipliedBy(i)));
            if (!early.isNegative()) {
                LockSupport.parkNanos(early.toNanos());
            }
            completed[i] = Instant.now();
            new SyntheticRun(sent + i, completed[i]).events().forEach(sender::send);
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

    private static void print(int runs, double seconds, Map<String, Usage> before, Map<String, Usage> after, double[] delays) {
        int facts = runs * SyntheticRun.EVENTS;
        System.out.printf("%nflow: %d runs, %d facts, %d rows, drained in %.1f s on %d processors%n%n", runs, facts,
                runs * SyntheticRun.ROWS, seconds, Runtime.getRuntime().availableProcessors());
        System.out.printf("%-22s %12s %14s %14s%n", "process", "CPU s", "CPU us a fact", "resident MiB");
        after.forEach((name, usage) -> {
            double cpu = usage.cpuSecondsSince(before.get(name));
            System.out.printf("%-22s %12.2f %14.1f %14d%n", name, cpu, cpu * 1e6 / facts, usage.residentMib());
        });
        System.out.printf("%n%-44s %10.0f%n", "facts a second, from Kafka to the KPIs", facts / seconds);
        System.out.printf("%-44s %10.0f%n", "rows a second", runs * SyntheticRun.ROWS / seconds);
        System.out.printf("%-44s %10.2f%n", "freshness p50 at %d runs/s, s".formatted(STEADY_RUNS_PER_SECOND),
                delays[delays.length / 2] / 1000);
        System.out.printf("%-44s %10.2f%n", "freshness p95, s", delays[delays.length * 95 / 100] / 1000);
    }
}
