package dev.tavilypipeline.agent.worker;

import dev.tavilypipeline.contract.RunFinished;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code pipeline.runs.running} and {@code pipeline.runs.finished}, by status. */
final class RunMetrics {

    private final MeterRegistry metrics;

    RunMetrics(MeterRegistry metrics, RunsAtWork atWork) {
        this.metrics = metrics;
        Gauge.builder("pipeline.runs.running", atWork, RunsAtWork::count).register(metrics);
    }

    void finished(RunFinished end) {
        metrics.counter("pipeline.runs.finished", "status", end.status().wireName()).increment();
    }
}
