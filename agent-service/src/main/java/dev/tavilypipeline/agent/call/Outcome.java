package dev.tavilypipeline.agent.call;

import java.time.Duration;

/** How a call to a provider came out. A failure is a value here: it is recorded, weighed and told, never thrown. */
public sealed interface Outcome<T> {

    record Answer<T>(T value) implements Outcome<T> {
    }

    /**
     * @param errorType one of {@link dev.tavilypipeline.contract.ErrorType}
     * @param message for people
     * @param retryAfter how long the provider asks to be left alone; null where it does not say
     */
    record NoAnswer<T>(String errorType, String message, Duration retryAfter) implements Outcome<T> {

        public NoAnswer {
            message = OneLine.of(message);
        }

        public static <T> NoAnswer<T> because(String errorType, String message) {
            return new NoAnswer<>(errorType, message, null);
        }
    }
}
