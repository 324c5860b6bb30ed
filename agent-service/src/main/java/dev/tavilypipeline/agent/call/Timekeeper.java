package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Tells the time of day, to the millisecond, and how long something took, which a clock that is set cannot falsify. */
public final class Timekeeper {

    private final InstantSource clock;
    private final LongSupplier nanoTime;

    public Timekeeper(InstantSource clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    public static Timekeeper system() {
        return new Timekeeper(InstantSource.system(), System::nanoTime);
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    public Lap start() {
        return new Lap(now(), nanoTime.getAsLong());
    }

    /** What has begun and goes on. */
    public final class Lap {

        private final Instant startedAt;
        private final long startNanos;

        private Lap(Instant startedAt, long startNanos) {
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
