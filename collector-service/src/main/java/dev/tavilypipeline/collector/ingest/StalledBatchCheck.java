package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * The batches that were polled and are not acknowledged yet. Not ready while one is in flight for too long, for whatever
 * reason. Unlike the connector's own check, which would close the consumer for good, this one only reports.
 */
@Readiness
@Singleton
class StalledBatchCheck implements HealthCheck {

    private final Duration stalledAfter;
    private final Clock clock;
    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();

    StalledBatchCheck(Settings settings, Clock clock, MeterRegistry metrics) {
        this.stalledAfter = settings.after();
        this.clock = clock;
        Gauge.builder("pipeline.facts.oldest.unacknowledged", () -> ageOfOldest().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(metrics);
    }

    @ConfigMapping(prefix = "pipeline.stall")
    interface Settings {

        /** How long a batch may be in flight while the service is ready. */
        @WithDefault("60s")
        Duration after();
    }

    /** @param oldest timestamp of the oldest record */
    private record Batch(Instant oldest, Instant polled) {
    }

    void polled(Instant oldest) {
        batches.add(new Batch(oldest, clock.instant()));
    }

    void acknowledged() {
        batches.remove();
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("facts consumed")
                .status(inFlightFor().compareTo(stalledAfter) < 0)
                .withData("oldest_unacknowledged_seconds", ageOfOldest().toSeconds())
                .build();
    }

    /** How long the first batch has been in flight; zero if there is none. */
    Duration inFlightFor() {
        return sinceFirst(Batch::polled);
    }

    /** By the timestamp of the oldest record; zero if no batch is in flight. */
    private Duration ageOfOldest() {
        return sinceFirst(Batch::oldest);
    }

    private Duration sinceFirst(Function<Batch, Instant> time) {
        return Optional.ofNullable(batches.peek()).map(time).map(since -> Duration.between(since, clock.instant()))
                .filter(age -> !age.isNegative()).orElse(Duration.ZERO);
    }
}
