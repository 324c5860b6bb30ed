package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;

import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.Outcome.Failure;

/** Attempts as fakes of providers answer them. */
public final class Attempts {

    private static final CallDescription QUESTION = new CallDescription("tavily-simulator", "search", "a query", null);

    private Attempts() {
    }

    public static <T> Attempt<T> answered(T value) {
        ParsedResponse<T> reading = new ParsedResponse<>(new Success<>(value), 1, Usage.ofCredits(1), "request-1");
        return new Attempt<>(UUID.randomUUID(), QUESTION, TestTimeSource.BEGIN, Duration.ofMillis(150), 200, reading,
                new Cost(new BigDecimal("0.008"), "2025-01"));
    }

    public static <T> Attempt<T> failed(String errorType) {
        return new Attempt<>(UUID.randomUUID(), QUESTION, TestTimeSource.BEGIN, Duration.ofMillis(150), 500,
                ParsedResponse.of(Failure.because(errorType, "no luck")), Cost.UNKNOWN);
    }
}
