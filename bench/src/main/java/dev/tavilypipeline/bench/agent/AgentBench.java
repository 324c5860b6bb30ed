package dev.tavilypipeline.bench.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * Runs jobs in one replica against a simulator that answers every call after the same time, so that the best possible
 * throughput is known: a run is two calls one after the other. Then it posts jobs at a fixed rate, in turns with requests for
 * liveness, which are the least that the same server can do.
 */
public final class AgentBench {

    private static final int CONCURRENCY = 200;
    private static final int WARM_UP = 400;
    private static final Duration CALL = Duration.ofMillis(500);
    private static final int CALLS_IN_A_ROW = 2;
    private static final int POSTS_PER_SECOND = 500;
    private static final Duration POSTING = Duration.ofSeconds(10);

    private final ServiceProcess agent;
    private final JobLoad load;

    private AgentBench(Installation installation) {
        this.agent = installation.get(Service.AGENT);
        this.load = new JobLoad(agent.uri());
    }

    /** @param arguments the number of jobs, 400 if none is given */
    public static void main(String[] arguments) {
        int jobs = RunsArgument.of("agent", arguments, 400);
        TemporaryFolder temporary = TemporaryFolder.create("agent-bench");
        Path folder = temporary.path();
        Map<String, String> settings = Map.of("PIPELINE_AGENT_CONCURRENCY", Integer.toString(CONCURRENCY),
                "PIPELINE_SEARCH_CACHE", "false");
        try (Installation installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack"))
                .withSimulator(SimulatorSettings.PROMPT.withLatency(CALL, CALL)), settings, List.of(Service.AGENT))) {
            new AgentBench(installation).measure(jobs);
        }
        temporary.delete();
    }

    private void measure(int jobs) {
        run(WARM_UP);
        Usage before = Usage.of(agent.pid());
        Duration time = run(jobs);
        Usage after = Usage.of(agent.pid());
        double best = jobs / ((double) CONCURRENCY / CALLS_IN_A_ROW) * CALL.toMillis() / 1e3;
        System.out.printf("%nagent: %d jobs, %d at the same time, %d ms a call, %d processors%n%n", jobs, CONCURRENCY,
                CALL.toMillis(), Runtime.getRuntime().availableProcessors());
        System.out.println(new Table("runs/s", "of the best possible", "CPU ms a run", "resident MiB")
                .row(Table.number(jobs / seconds(time), 1), Table.number(100 * best / seconds(time), 1) + " %",
                        Table.number(after.cpuSecondsSince(before) * 1e3 / jobs, 2), after.residentMib()));
        System.out.println(load.post(POSTS_PER_SECOND, POSTING));
    }

    /** @return from the first request to the end of the last run */
    private Duration run(int jobs) {
        double finished = finishedRuns();
        Instant begin = Instant.now();
        load.submit(jobs);
        while (finishedRuns() < finished + jobs) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return Duration.between(begin, Instant.now());
    }

    private double finishedRuns() {
        return agent.metrics().sum("pipeline_runs_finished_total");
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
