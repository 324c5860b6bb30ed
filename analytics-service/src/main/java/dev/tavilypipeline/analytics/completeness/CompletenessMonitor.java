package dev.tavilypipeline.analytics.completeness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;

/**
 * Checks the last 24 hours again and again, so that an alert can tell that runs are missing without anyone asking. If the
 * hours have more runs than a check compares, it checks the latest part of them.
 */
@ApplicationScoped
public class CompletenessMonitor {

    private static final Duration CHECKED = Duration.ofHours(24);
    private static final Duration DELAY = Duration.ofSeconds(10);

    private final CompletenessCheck check;
    private final CompletenessSettings settings;
    private final Duration every;
    private final Clock clock = Clock.systemUTC();
    private final PeriodicTask task = new PeriodicTask("comparing the warehouse with the ledger");
    private final AtomicReference<LatestCheck> latest = new AtomicReference<>();

    CompletenessMonitor(CompletenessCheck check, CompletenessSettings settings, Warehouses warehouses, MeterRegistry metrics) {
        this.check = check;
        this.settings = settings;
        this.every = settings.checkEvery().orElse(warehouses.backgroundInterval());
        gauge(metrics, "missing", CompletenessFigures::missing);
        gauge(metrics, "behind", CompletenessFigures::behind);
        gauge(metrics, "other_counts", CompletenessFigures::otherCounts);
        gauge(metrics, "unexpected", CompletenessFigures::unexpected);
        Gauge.builder("pipeline.data.age", this, monitor -> monitor.dataAsOf().map(this::secondsSince).orElse(Double.NaN))
                .description("age of data_as_of: every envelope that was emitted until then is in the warehouse")
                .baseUnit("seconds").register(metrics);
        Gauge.builder("pipeline.completeness.check.age", latest,
                known -> known.get() == null ? Double.NaN : secondsSince(known.get().checkedAt()))
                .description("time since the last check of completeness that succeeded").baseUnit("seconds").register(metrics);
    }

    private void gauge(MeterRegistry metrics, String kind, ToLongFunction<CompletenessFigures> count) {
        Gauge.builder("pipeline.completeness.gap", latest,
                known -> known.get() == null ? Double.NaN : (double) count.applyAsLong(known.get().figures()))
                .description("runs of the last 24 hours that are not in the warehouse as they were emitted")
                .tag("kind", kind).register(metrics);
    }

    private double secondsSince(Instant time) {
        return Duration.between(time, clock.instant()).toMillis() / 1e3;
    }

    void start(@Observes StartupEvent event, Scheduler scheduler) {
        if (every.isZero()) {
            return;
        }
        scheduler.newJob("completeness").setInterval(every.toString()).setDelayed(DELAY.toString())
                .setConcurrentExecution(io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP)
                .setTask(execution -> task.run(this::checkNow)).schedule();
    }

    private void checkNow() {
        Instant now = clock.instant();
        CompletenessAnswer answer = check(now, CHECKED);
        latest.set(new LatestCheck(now, answer.completeness(), answer.meta().dataAsOf()));
    }

    private CompletenessAnswer check(Instant now, Duration length) {
        try {
            return check.check(new Window(now.minus(length), now), settings.authorization());
        } catch (TooManyRunsException e) {
            return check(now, length.dividedBy(2));
        }
    }

    /** Every envelope of the last 24 hours that was emitted until then is in the warehouse; empty if that is not known. */
    public Optional<Instant> dataAsOf() {
        return latest().map(LatestCheck::dataAsOf);
    }

    /** Empty if there was none for some time. */
    Optional<LatestCheck> latest() {
        return Optional.ofNullable(latest.get())
                .filter(known -> known.checkedAt().isAfter(clock.instant().minus(every.multipliedBy(3))));
    }
}
