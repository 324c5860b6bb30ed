package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.function.LongSupplier;

/**
 * Spaces calls so that a stream's quota is not exceeded. Throttling slows the pace by {@link #SLOWER}, at most once in
 * {@link #SETTLE_NANOS}, since several calls under way meet the same trouble; without throttling the full pace is back after
 * {@link #RECOVERY_NANOS}. The slowest pace is below the quota of any region, and still moves.
 */
final class RateLimiter {

    static final long SETTLE_NANOS = 1_000_000_000L;
    static final long RECOVERY_NANOS = 15_000_000_000L;
    static final double SLOWER = 0.7;
    static final double SLOWEST = 1.0 / 16;

    private final Quota quota;
    private final LongSupplier nanoClock;
    private double pace = 1;
    private long paceSetAt;
    private long free;

    RateLimiter(Quota quota, LongSupplier nanoClock) {
        this.quota = quota;
        this.nanoClock = nanoClock;
        this.paceSetAt = nanoClock.getAsLong() - SETTLE_NANOS;
        this.free = nanoClock.getAsLong();
    }

    /** Takes the next place for a call, which lasts as long as the call uses of the quota. @return nanoseconds until then */
    synchronized long reserve(int records, long bytes) {
        long now = nanoClock.getAsLong();
        long start = Math.max(now, free);
        free = start + (long) (quota.share(records, bytes) / paceAt(now) * 1e9);
        return start - now;
    }

    synchronized void throttled() {
        long now = nanoClock.getAsLong();
        if (now - paceSetAt >= SETTLE_NANOS) {
            pace = Math.max(SLOWEST, paceAt(now) * SLOWER);
            paceSetAt = now;
        }
    }

    /** 1 is the full pace. */
    synchronized double pace() {
        return paceAt(nanoClock.getAsLong());
    }

    private double paceAt(long now) {
        return Math.min(1, pace + (double) (now - paceSetAt) / RECOVERY_NANOS);
    }
}
