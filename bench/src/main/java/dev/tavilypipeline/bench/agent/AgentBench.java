package dev.tavilypipeline.bench.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * Runs jobs in one replica against a simulator that answers every call after the same time, so that the best possible
 * throughput is known: a run is two calls one after the other. Then it posts jobs at a fixed rate to another replica, in turns
 * with requests for liveness, which are the least that the same server can do. The second replica executes only as many runs
 * at the same time as the default allows, because otherwise the runs and not the requests would take the processors. Both
 * measure after a warm-up: before that, most of the processor time is the compiler's.
 */
public final class AgentBench {

    private static final int CONCURRENCY = 200;
    private static final int WARM_UP = 4_000;
    private static final Duration CALL = Duration.ofMillis(500);
    private static final int CALLS_IN_A_ROW = 2;
    private static final int POSTS_PER_SECOND = 500;
    private static final Duration POSTING = Duration.ofSeconds(10);

    /** Metrics are expensive; the time of the end comes from the last fact. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Installation installation;
    private final ServiceProcess agent;
    private final JobLoad load;

    private AgentBench(Installation installation) {
        this.installation = installation;
        this.agent = installation.get(Service.AGENT);
        this.load = new JobLoad(agent.uri());
    }

    /** @param arguments the number of jobs, 400 if none is given */
    public static void main(String[] arguments) {
        int jobs = RunsArgument.of("agent", arguments, 400);
        withAgent(Map.of("PIPELINE_AGENT_CONCURRENCY", Integer.toString(CONCURRENCY), "PIPELINE_SEARCH_CACHE", "false"),
                bench -> bench.measureRuns(jobs));
        withAgent(Map.of("PIPELINE_SEARCH_CACHE", "false"), AgentBench::measureRequests);
    }

    private static void withAgent(Map<String, String> settings, Consumer<AgentBench> measure) {
        TemporaryFolder temporary = TemporaryFolder.create("agent-bench");
        Path folder = temporary.path();
        try (Installation installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack"))
                .withSimulator(SimulatorSettings.PROMPT.withLatency(CALL, CALL)), settings, List.of(Service.AGENT))) {
            measure.accept(new AgentBench(installation));
        }
        temporary.delete();
    }

    private void measureRuns(int jobs) {
        run(WARM_UP);
        Usage before = Usage.of(agent.pid());
        Duration time = run(jobs);
        Usage after = Usage.of(agent.pid());
        double best = jobs / ((double) CONCURRENCY / CALLS_IN_A_ROW) * CALL.toMillis() / 1e3;
        System.out.printf("%nagent: %d jobs after %d as a warm-up, %d at the same time, %d ms a call, %d processors%n%n", jobs,
                WARM_UP, CONCURRENCY, CALL.toMillis(), Runtime.getRuntime().availableProcessors());
        System.out.println(new Table("runs/s", "of the best possible", "CPU ms a run", "resident MiB")
                .row(Table.number(jobs / seconds(time), 1), Table.number(100 * best / seconds(time), 1) + " %",
                        Table.number(after.cpuSecondsSince(before) * 1e3 / jobs, 2), after.residentMib()));
    }

    private void measureRequests() {
        load.post(POSTS_PER_SECOND, POSTING);
        System.out.println(load.post(POSTS_PER_SECOND, POSTING));
    }

    /** @return from the first request to the end of the last run */
    private Duration run(int jobs) {
        try (KafkaProbe probe = new KafkaProbe(installation.bootstrapServers())) {
            Map<TopicPartition, Long> earlier = probe.endOffsets(Topics.RUN_EVENTS);
            double finished = finishedRuns();
            Instant begin = Instant.now();
            load.submit(jobs);
            while (finishedRuns() < finished + jobs) {
                LockSupport.parkNanos(POLL.toNanos());
            }
            LongAccumulator end = new LongAccumulator(Math::max, 0);
            probe.read(earlier, probe.endOffsets(Topics.RUN_EVENTS), fact -> end.accumulate(fact.timestamp()));
            return Duration.between(begin, Instant.ofEpochMilli(end.get()));
        }
    }

    private double finishedRuns() {
        return agent.metrics().sum("pipeline_runs_finished_total");
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
