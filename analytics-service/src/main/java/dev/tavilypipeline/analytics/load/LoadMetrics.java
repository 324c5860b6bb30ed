package dev.tavilypipeline.analytics.load;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what was loaded, and says which objects were not, or not whole. */
final class LoadMetrics {

    private static final Logger LOG = Logger.getLogger(LoadMetrics.class);

    private final MeterRegistry metrics;
    private final Clock clock;
    private final AtomicReference<Duration> lag = new AtomicReference<>();

    LoadMetrics(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        Gauge.builder("pipeline.load.lag", lag, LoadMetrics::seconds)
                .description("age of the newest row of the last load, at that moment")
                .baseUnit("seconds")
                .register(metrics);
    }

    void loaded(LakeTable table, List<Reading> readings) {
        long whole = readings.stream().filter(Reading::isWhole).count();
        count("pipeline.load.objects", whole);
        count("pipeline.load.failed.objects", readings.size() - whole);
        count("pipeline.load.rows", readings.stream().mapToLong(Reading::rows).sum(), "table", table.table());
        readings.stream().map(Reading::newestEmittedAt).filter(Objects::nonNull).max(Comparator.naturalOrder())
                .ifPresent(newest -> lag.set(Duration.between(newest, clock.instant())));
        readings.stream().filter(reading -> !reading.isWhole()).forEach(reading -> LOG.warnf(
                "object not loaded whole key=%s rows=%d reason=\"%s\"", reading.key(), reading.rows(), reading.failure()));
    }

    private void count(String meter, long more, String... tags) {
        metrics.counter(meter, tags).increment((double) more);
    }

    private static double seconds(AtomicReference<Duration> lag) {
        return lag.get() == null ? Double.NaN : lag.get().toMillis() / 1000.0;
    }
}
