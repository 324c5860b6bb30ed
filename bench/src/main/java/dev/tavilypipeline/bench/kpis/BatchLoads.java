package dev.tavilypipeline.bench.kpis;

import java.util.ArrayList;
import java.util.List;

import dev.tavilypipeline.bench.harness.Metrics;
import dev.tavilypipeline.bench.harness.ServiceProcess;

/** Loads batches of {@value #ROWS} new API calls into the tables of two services in turns: the machine is the same for both. */
final class BatchLoads {

    static final int ROWS = 2_000;

    private static final int WARM_UP = 10;
    private static final int BATCHES = 20;

    private final NewRuns runs;

    BatchLoads(NewRuns runs) {
        this.runs = runs;
    }

    /** A service and where its objects come from. */
    record Target(ServiceProcess service, Lake lake) {
    }

    /** @return the times of reading and merging a batch, of each service */
    List<Latencies> measure(List<Target> targets) throws InterruptedException {
        List<List<Double>> millis = targets.stream().map(unused -> (List<Double>) new ArrayList<Double>()).toList();
        for (int i = -WARM_UP; i < BATCHES; i++) {
            for (int target = 0; target < targets.size(); target++) {
                double time = load(targets.get(target));
                if (i >= 0) {
                    millis.get(target).add(time);
                }
            }
        }
        return millis.stream().map(each -> new Latencies(each, 0)).toList();
    }

    private double load(Target target) throws InterruptedException {
        Metrics before = target.service().metrics();
        target.lake().put(runs.now(ROWS / NewRuns.CALLS_A_RUN));
        Wait.until("a batch is loaded", () -> count(target.service().metrics(), "agent_runs") > count(before, "agent_runs"));
        Metrics after = target.service().metrics();
        return 1e3 * (seconds(after) - seconds(before)) / (count(after, "api_calls") - count(before, "api_calls"));
    }

    private static double count(Metrics metrics, String table) {
        return metrics.sum("pipeline_load_batch_seconds_count", table);
    }

    private static double seconds(Metrics metrics) {
        return metrics.sum("pipeline_load_batch_seconds_sum", "api_calls");
    }
}
