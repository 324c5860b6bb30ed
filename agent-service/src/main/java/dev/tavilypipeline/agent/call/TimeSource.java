package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Tells the time of day, to the millisecond, and how long something took, which a clock that is set cannot falsify. */
public final class TimeSource {

    private final InstantSource clock;
    private final LongSupplier nanoTime;

    public TimeSource(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    public static TimeSource system() {
        return new TimeSource(InstantSource.system(), System::nanoTime);
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Stopwatch start() {
        return new Stopwatch(now(), nanoTime.getAsLong());
    }

    /** What has started and goes on. */
    public final class Stopwatch {

        private final Instant startedAt;
        private final long startNanos;

        private Stopwatch(Instant startedAt, long startNanos) {
            this.startedAt = startedAt;
            this.startNanos = startNanos;
        }

        public Instant startedAt() {
            return startedAt;
        }

        public Duration elapsed() {
            return Duration.ofNanos(nanoTime.getAsLong() - startNanos);
        }
    }
}
