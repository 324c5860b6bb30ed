package dev.tavilypipeline.analytics.load;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts loaded rows and objects, and logs objects that could not be read completely. */
final class LoadMetrics {

    private static final Logger LOG = Logger.getLogger(LoadMetrics.class);

    private final MeterRegistry metrics;
    private final Clock clock;
    private final AtomicReference<Duration> lag = new AtomicReference<>();
    private final Map<LakeTable, Long> vanished = new ConcurrentHashMap<>();

    LoadMetrics(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        Gauge.builder("pipeline.load.lag", lag, LoadMetrics::seconds)
                .description("age of the newest row of the last load, at that moment")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("pipeline.load.vanished.objects", vanished, counts -> counts.values().stream().mapToDouble(n -> n).sum())
                .description("objects whose rows the warehouse has and that the lake no longer has")
                .register(metrics);
    }

    /** @param objects of the last listing of the last two days, or of all */
    void vanished(LakeTable table, long objects) {
        Long before = vanished.put(table, objects);
        if (objects > 0 && !Objects.equals(before, objects)) {
            LOG.warnf(
                    "objects were deleted from the lake, a rebuilt warehouse would miss their rows table=%s objects=%d",
                    table.table(), objects);
        }
    }

    <T> T time(LakeTable table, Supplier<T> batch) {
        return metrics.timer("pipeline.load.batch", "table", table.table()).record(batch);
    }

    void loaded(LakeTable table, List<ObjectLoadResult> results) {
        long complete = results.stream().filter(ObjectLoadResult::isComplete).count();
        count("pipeline.load.objects", complete);
        count("pipeline.load.failed.objects", results.size() - complete);
        count("pipeline.load.rows", results.stream().mapToLong(ObjectLoadResult::rows).sum(), "table", table.table());
        results.stream().map(ObjectLoadResult::newestEmittedAt).filter(Objects::nonNull).max(Comparator.naturalOrder())
                .ifPresent(newest -> lag.set(Duration.between(newest, clock.instant())));
        results.stream().filter(result -> !result.isComplete()).forEach(result -> LOG.warnf(
                "object not loaded completely key=%s rows=%d reason=\"%s\"", result.object().key(), result.rows(),
                result.failure()));
    }

    private void count(String meter, long more, String... tags) {
        metrics.counter(meter, tags).increment((double) more);
    }

    private static double seconds(AtomicReference<Duration> lag) {
        return lag.get() == null ? Double.NaN : lag.get().toMillis() / 1000.0;
    }
}
