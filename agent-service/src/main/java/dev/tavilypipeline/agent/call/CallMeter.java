package dev.tavilypipeline.agent.call;

import java.time.Duration;

import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts and times every attempt: {@code pipeline.calls}, by provider and outcome. */
final class CallMeter {

    private final MeterRegistry metrics;

    CallMeter(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(Question question, Outcome<?> outcome, Duration latency) {
        String end = outcome instanceof NoAnswer<?> failure ? failure.errorType() : "success";
        metrics.timer("pipeline.calls", "provider", question.provider(), "operation", question.operation(), "outcome", end)
                .record(latency);
    }
}
