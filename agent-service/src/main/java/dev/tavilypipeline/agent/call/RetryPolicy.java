package dev.tavilypipeline.agent.call;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import dev.tavilypipeline.contract.ErrorType;

/**
 * When a call is tried again: up to {@value #ATTEMPTS} attempts in all for what may pass by itself, one more for an
 * answer that cannot be read, none for what would only fail again (a wrong key, a used-up plan, a bad request).
 */
public final class RetryPolicy {

    static final int ATTEMPTS = 3;

    static final Duration FIRST = Duration.ofMillis(250);

    /** Who asks for more patience than this is not asked again: the job would hold its place for nothing. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Set<String> MAY_PASS = Set.of(ErrorType.TIMEOUT, ErrorType.CONNECTION, ErrorType.http(429),
            ErrorType.http(500));

    private final RandomGenerator random;

    public RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    /**
     * @param attempt the number of the attempt that failed, 1 for the first
     * @return how long to wait before the next attempt, or nothing if there shall be none
     */
    public Optional<Duration> pauseAfter(NoAnswer<?> failure, int attempt) {
        if (attempt >= attemptsFor(failure.errorType())) {
            return Optional.empty();
        }
        Duration backoff = jittered(FIRST.multipliedBy(1L << (attempt - 1)));
        Duration pause = failure.retryAfter() == null ? backoff : failure.retryAfter().plus(backoff);
        return Optional.of(pause).filter(p -> p.compareTo(LONGEST) <= 0);
    }

    private static int attemptsFor(String errorType) {
        if (MAY_PASS.contains(errorType)) {
            return ATTEMPTS;
        }
        return errorType.equals(ErrorType.INVALID_RESPONSE) ? 2 : 1;
    }

    /** Half of it to one and a half, so that runs that failed together do not come back together. */
    private Duration jittered(Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() * (0.5 + random.nextDouble())));
    }
}
