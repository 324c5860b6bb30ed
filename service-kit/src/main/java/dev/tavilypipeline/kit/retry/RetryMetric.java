package dev.tavilypipeline.kit.retry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

/** How many operations are retried at this moment; readiness says which and why. */
@ApplicationScoped
class RetryMetric {

    void register(@Observes StartupEvent start, RetryForever retry, MeterRegistry metrics) {
        Gauge.builder("pipeline.retrying", retry, operations -> operations.retrying().size()).strongReference(true)
                .description("operations that are retried until they succeed").register(metrics);
    }
}
