package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.function.LongSupplier;

/**
 * Spaces requests to stay within a stream's quota, above which Firehose throttles. Throttling multiplies the rate by
 * {@link #SLOWER}, at most once in {@link #SETTLE_NANOS}, because requests in flight are throttled together; without throttling
 * the full rate is back after {@link #RECOVERY_NANOS}. The slowest rate is below the quota of any region and above zero.
 */
final class RateLimiter {

    static final long SETTLE_NANOS = 1_000_000_000L;
    static final long RECOVERY_NANOS = 15_000_000_000L;
    static final double SLOWER = 0.7;
    static final double SLOWEST = 1.0 / 16;

    private final double recordsPerSecond;
    private final double callsPerSecond;
    private final double bytesPerSecond;
    private final LongSupplier nanoClock;
    private double rate = 1;
    private long rateSetAt;
    private long free;

    RateLimiter(double recordsPerSecond, double callsPerSecond, double bytesPerSecond, LongSupplier nanoClock) {
        this.recordsPerSecond = recordsPerSecond;
        this.callsPerSecond = callsPerSecond;
        this.bytesPerSecond = bytesPerSecond;
        this.nanoClock = nanoClock;
        this.rateSetAt = nanoClock.getAsLong() - SETTLE_NANOS;
        this.free = nanoClock.getAsLong();
    }

    /** Reserves the next slot, as long as the request's share of a second's quota. @return nanoseconds until the slot begins */
    synchronized long reserve(int records, long bytes) {
        long now = nanoClock.getAsLong();
        long start = Math.max(now, free);
        double share = Math.max(1 / callsPerSecond, Math.max(records / recordsPerSecond, bytes / bytesPerSecond));
        free = start + (long) (share / rateAt(now) * 1e9);
        return start - now;
    }

    synchronized void throttled() {
        long now = nanoClock.getAsLong();
        if (now - rateSetAt >= SETTLE_NANOS) {
            rate = Math.max(SLOWEST, rateAt(now) * SLOWER);
            rateSetAt = now;
        }
    }

    /** 1 is the full rate. */
    synchronized double rate() {
        return rateAt(nanoClock.getAsLong());
    }

    private double rateAt(long now) {
        return Math.min(1, rate + (double) (now - rateSetAt) / RECOVERY_NANOS);
    }
}
