package dev.tavilypipeline.kit.health;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.TimeoutException;

/** The answer of {@code /q/health/ready} as a metric, for alerts. It is asked for at each scrape. */
@ApplicationScoped
class ReadinessMetric {

    /** More than {@link LatestResponse#TIMEOUT}, within which every check answers. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SmallRyeHealthReporter health;

    ReadinessMetric(SmallRyeHealthReporter health) {
        this.health = health;
    }

    void register(@Observes StartupEvent start, MeterRegistry metrics) {
        Gauge.builder("pipeline.ready", this, ReadinessMetric::value).strongReference(true)
                .description("1 if this replica is ready, else 0").register(metrics);
    }

    private double value() {
        try {
            return health.getReadinessAsync().await().atMost(TIMEOUT).isDown() ? 0 : 1;
        } catch (TimeoutException e) {
            return 0;
        }
    }
}
