package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.contract.ErrorType;

/**
 * When a call is attempted again. A timeout, a connection fault or a server error: {@value #ATTEMPTS} attempts in all. A rate
 * limit: without end, so that the run's deadline is the only limit. A request that changes after the failure: at once.
 * Everything else fails the same way each time and is not attempted again.
 */
public final class RetryPolicy {

    static final int ATTEMPTS = 3;

    static final Duration INITIAL_DELAY = Duration.ofMillis(250);

    /** Of the exponential part. A {@code Retry-After} may be longer. */
    static final Duration MAX_DELAY = Duration.ofSeconds(30);

    private static final Set<String> TRANSIENT = Set.of(ErrorType.TIMEOUT, ErrorType.CONNECTION, ErrorType.http(500));

    private final RandomGenerator random;

    public RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempt the number of the attempt that failed, from 1
     * @return how long to wait before the next attempt; empty if there is none
     */
    public Optional<Duration> retryDelay(Failure<?> failure, int attempt) {
        if (failure.requestChanges()) {
            return Optional.of(Duration.ZERO);
        }
        boolean again = failure.isRateLimited()
                || (TRANSIENT.contains(failure.errorType()) && attempt < ATTEMPTS);
        return again ? Optional.of(delay(failure.retryAfter(), attempt)) : Optional.empty();
    }

    private Duration delay(Duration retryAfter, int attempt) {
        Duration exponential = INITIAL_DELAY.multipliedBy(1L << Math.min(attempt - 1, 10));
        Duration backoff = jittered(exponential.compareTo(MAX_DELAY) < 0 ? exponential : MAX_DELAY);
        return retryAfter == null ? backoff : retryAfter.plus(backoff);
    }

    /** From half of it to one and a half, so that runs that failed together do not come back together. */
    private Duration jittered(Duration delay) {
        return Duration.ofNanos((long) (delay.toNanos() * (0.5 + random.nextDouble())));
    }
}
