package dev.tavilypipeline.agent.call;

import java.time.Duration;

import dev.tavilypipeline.contract.ErrorType;

/** How a call to a provider ended. Failures are values: they are recorded and decide what happens next. */
public sealed interface Outcome<T> {

    record Success<T>(T value) implements Outcome<T> {
    }

    /**
     * An attempt was made and gave no usable answer.
     *
     * @param errorType one of {@link ErrorType}
     * @param message for people
     * @param retryAfter how long the provider asks to wait; null if it does not say
     * @param requestChanges whether the next attempt sends another request, so that it may succeed where this one failed
     */
    record Failure<T>(String errorType, String message, Duration retryAfter, boolean requestChanges) implements Outcome<T> {

        private static final String RATE_LIMITED = ErrorType.http(429);

        public Failure {
            message = OneLine.of(message);
        }

        public static <T> Failure<T> because(String errorType, String message) {
            return new Failure<>(errorType, message, null, false);
        }

        public boolean isRateLimited() {
            return errorType.equals(RATE_LIMITED);
        }
    }

    /** The attempt was not allowed, so nothing was sent and nothing was paid. */
    record NotCalled<T>(String errorType, String message) implements Outcome<T> {
    }
}
