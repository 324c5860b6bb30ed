package dev.tavilypipeline.agent.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.jboss.logging.Logger;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.contract.ErrorType;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;

/**
 * Stops the calls to a provider that refuses the account: a wrong key, a used-up plan, a limit that ends only after minutes.
 * Each further call would fail the same way. It opens with the first such answer, and one successful call closes it.
 */
final class Circuit {

    private static final Logger LOG = Logger.getLogger(Circuit.class);

    private static final Set<String> ACCOUNT_REFUSED = Set.of(ErrorType.http(401), ErrorType.http(403), ErrorType.http(432),
            ErrorType.http(433), ErrorType.INSUFFICIENT_QUOTA);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);
    private static final long NANOS_BETWEEN_STARTS = TimeUnit.SECONDS.toNanos(5);

    private final String provider;
    private final CircuitBreaker breaker;
    private final AtomicLong nextStart = new AtomicLong(System.nanoTime());
    private volatile String reason = "";

    Circuit(String provider, Duration probeEvery) {
        this.provider = provider;
        Duration longest = probeEvery.compareTo(MAX_PAUSE) < 0 ? MAX_PAUSE : probeEvery.plusSeconds(1);
        this.breaker = CircuitBreaker.of(provider, CircuitBreakerConfig.custom()
                .slidingWindow(1, 1, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(100)
                .waitIntervalFunctionInOpenState(IntervalFunction.ofExponentialBackoff(probeEvery, 2, longest))
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
        breaker.getEventPublisher().onStateTransition(event -> log(event.getStateTransition().getToState()));
    }

    private void log(State state) {
        if (state == State.OPEN) {
            LOG.errorf(
                    "circuit opened, the provider rejects the API key, the plan or calls for minutes, calls wait provider=%s reason=\"%s\"",
                    provider, reason);
        } else if (state == State.CLOSED) {
            LOG.infof("provider accepts calls again provider=%s", provider);
        }
    }

    String provider() {
        return provider;
    }

    /** Why no calls are made; empty while the circuit is closed. */
    Optional<String> reason() {
        return breaker.getState() == State.CLOSED ? Optional.empty() : Optional.of(reason);
    }

    /**
     * Whether a job may start. While the circuit is half open, one does now and then, so that one of its calls can close it.
     */
    boolean allowsStart() {
        State state = breaker.getState();
        if (state != State.HALF_OPEN) {
            return state == State.CLOSED;
        }
        long now = System.nanoTime();
        long next = nextStart.get();
        return now - next >= 0 && nextStart.compareAndSet(next, now + NANOS_BETWEEN_STARTS);
    }

    /** Whether a call may be made. If so, {@link #ended} or {@link #release} must follow. */
    boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    void release() {
        breaker.releasePermission();
    }

    void ended(Outcome<?> outcome) {
        if (outcome instanceof Failure<?> failure
                && (ACCOUNT_REFUSED.contains(failure.errorType()) || asksForMinutes(failure))) {
            reason = failure.errorType() + ": " + failure.message();
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(reason));
        } else if (outcome instanceof Success) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else {
            breaker.releasePermission(); // says nothing about the account
        }
    }

    private static boolean asksForMinutes(Failure<?> failure) {
        return failure.isRateLimited() && failure.retryAfter() != null
                && failure.retryAfter().compareTo(RateLimit.MAX_PAUSE) > 0;
    }
}
