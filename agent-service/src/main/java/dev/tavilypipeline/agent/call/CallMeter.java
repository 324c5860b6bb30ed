package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts and times every attempt: {@code pipeline.calls} by provider and outcome, {@code pipeline.credits.spent} and
 * {@code pipeline.cost.usd} by provider. What is not known is not counted.
 */
final class CallMeter {

    private final MeterRegistry metrics;

    CallMeter(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void record(Attempt<?> attempt) {
        CallDescription description = attempt.description();
        String end = attempt.outcome() instanceof Failure<?> failure ? failure.errorType() : "success";
        metrics.timer("pipeline.calls", "provider", description.provider(), "operation", description.operation(), "outcome",
                end).record(attempt.latency());
        count("pipeline.credits.spent", description, attempt.response().usage().credits());
        count("pipeline.cost.usd", description, attempt.cost().usd());
    }

    private void count(String name, CallDescription description, BigDecimal amount) {
        if (amount != null) {
            metrics.counter(name, "provider", description.provider()).increment(amount.doubleValue());
        }
    }
}
