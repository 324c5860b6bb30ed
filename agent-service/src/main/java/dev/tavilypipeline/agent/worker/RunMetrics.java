package dev.tavilypipeline.agent.worker;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code pipeline.runs.running}, {@code pipeline.runs.finished} by status, and {@code pipeline.job.queue.wait}. */
final class RunMetrics {

    private static final Logger LOG = Logger.getLogger(RunMetrics.class);

    private final MeterRegistry metrics;
    private final TimeSource time;

    RunMetrics(MeterRegistry metrics, TimeSource time, Supplier<Number> running) {
        this.metrics = metrics;
        this.time = time;
        Gauge.builder("pipeline.runs.running", running).register(metrics);
        // there from the start, with 0: the first run of a status would be no increase otherwise
        Stream.of(RunStatus.values()).filter(RunStatus::isTerminal).forEach(this::finished);
    }

    private Counter finished(RunStatus status) {
        return metrics.counter("pipeline.runs.finished", "status", status.wireName());
    }

    void started(ResearchJob job) {
        metrics.timer("pipeline.job.queue.wait").record(Duration.between(job.requestedAt(), time.now()));
    }

    void finished(RunFinished end) {
        finished(end.status()).increment();
        LOG.infof("run finished run_id=%s execution_id=%s status=%s latency_ms=%.0f calls=%d",
                end.runId(), end.executionId(), end.status().wireName(), end.totalLatencyMs(), end.calls());
    }
}
