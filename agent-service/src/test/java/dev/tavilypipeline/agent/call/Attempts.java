package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;

import dev.tavilypipeline.agent.call.Outcome.Answer;
import dev.tavilypipeline.agent.call.Outcome.NoAnswer;

/** Attempts as fakes of providers answer them. */
public final class Attempts {

    private static final Question QUESTION = new Question("tavily-simulator", "search", "a query", null);

    private Attempts() {
    }

    public static <T> Attempt<T> answered(T value) {
        Reading<T> reading = new Reading<>(new Answer<>(value), 1, Usage.ofCredits(1), "request-1");
        return new Attempt<>(UUID.randomUUID(), QUESTION, TestTime.BEGIN, Duration.ofMillis(150), 200, reading,
                new Cost(new BigDecimal("0.008"), "2025-01"));
    }

    public static <T> Attempt<T> failed(String errorType) {
        return new Attempt<>(UUID.randomUUID(), QUESTION, TestTime.BEGIN, Duration.ofMillis(150), 500,
                Reading.of(NoAnswer.because(errorType, "no luck")), Cost.UNKNOWN);
    }
}
