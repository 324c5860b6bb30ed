package dev.tavilypipeline.agent.admission;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

import dev.tavilypipeline.agent.call.RunControl;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.smallrye.mutiny.Uni;

/**
 * Spreads the calls to a provider over the time, first come first served. After a 429 all calls of this replica wait, so that
 * one answer is enough to slow all runs down.
 */
final class RateLimit {

    /** Waits no longer than this for a provider that sends no {@code Retry-After}. */
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

    /** A provider that asks for more opens the {@link Circuit}. */
    static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    private static final int BURST_PARTS = 10;

    /** A run begins with two searches side by side. */
    private static final int MIN_BURST = 2;

    private final OptionalInt perMinute;
    private final ScheduledExecutorService timer;
    private final Bucket bucket;
    private final AtomicLong pausedUntil = new AtomicLong(System.nanoTime());

    RateLimit(OptionalInt perMinute, ScheduledExecutorService timer) {
        this.perMinute = perMinute;
        this.timer = timer;
        this.bucket = Bucket.builder().addLimit(bandwidth(perMinute, 1)).build();
    }

    /** @param part of the limit that is this replica's, above 0 and up to 1 */
    void share(double part) {
        bucket.replaceConfiguration(BucketConfiguration.builder().addLimit(bandwidth(perMinute, part)).build(),
                TokensInheritanceStrategy.PROPORTIONALLY);
    }

    /** The limit in a longer time, so that the shares of many replicas are together not more than a small limit. */
    static Bandwidth bandwidth(OptionalInt perMinute, double part) {
        int limit = perMinute.orElse(Integer.MAX_VALUE);
        long share = Math.max(1, Math.round(limit * part));
        return Bandwidth.builder().capacity(Math.max(Math.min(MIN_BURST, share), share / BURST_PARTS))
                .refillGreedy(limit, Duration.ofNanos(Math.round(Duration.ofMinutes(1).toNanos() / part)))
                .build();
    }

    /** Completes when a call may be made, and earlier if the run is to stop. */
    Uni<Void> acquire(RunControl run) {
        return token(run).chain(() -> untilUnpaused(run));
    }

    private Uni<Void> token(RunControl run) {
        if (perMinute.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        CompletableFuture<Boolean> token = bucket.asScheduler().tryConsume(1, Math.max(1, run.remaining().toNanos()), timer);
        if (!token.isDone()) {
            return run.untilStopped(Uni.createFrom().completionStage(() -> token.copy())).invoke(() -> giveBack(token));
        }
        return token.join() ? Uni.createFrom().voidItem() : run.untilStopped(Uni.createFrom().nothing());
    }

    /** A run that stops while it waits leaves its call to the others. */
    private void giveBack(CompletableFuture<Boolean> token) {
        if (!token.isDone()) {
            bucket.addTokens(1);
        }
    }

    private Uni<Void> untilUnpaused(RunControl run) {
        long nanos = pausedUntil.get() - System.nanoTime();
        return nanos <= 0 || run.stopReason().isPresent() ? Uni.createFrom().voidItem()
                : run.pause(Duration.ofNanos(nanos)).chain(() -> untilUnpaused(run));
    }

    /** @param retryAfter null if the provider did not say */
    void pause(Duration retryAfter) {
        Duration asked = retryAfter == null ? DEFAULT_PAUSE : retryAfter;
        long until = System.nanoTime() + (asked.compareTo(MAX_PAUSE) < 0 ? asked : MAX_PAUSE).toNanos();
        pausedUntil.accumulateAndGet(until, (a, b) -> a - b > 0 ? a : b);
    }
}
