package dev.tavilypipeline.agent.call;

import java.time.Duration;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts and times every attempt: {@code pipeline.calls}, by provider and outcome. */
final class CallMeter {

    private final MeterRegistry metrics;

    CallMeter(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(CallDescription description, Outcome<?> outcome, Duration latency) {
        String end = outcome instanceof Failure<?> failure ? failure.errorType() : "success";
        metrics.timer("pipeline.calls", "provider", description.provider(), "operation", description.operation(), "outcome",
                end)
                .record(latency);
    }
}
