package dev.tavilypipeline.agent.run;

import java.util.function.Function;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Answer;
import dev.tavilypipeline.agent.call.Outcome.NoAnswer;
import dev.tavilypipeline.contract.StepStatus;

/**
 * How a step ended.
 *
 * @param value null unless it succeeded
 */
record StepEnd<T>(StepStatus status, T value, String errorType, String errorMessage) {

    /** @param otherwise what a step is whose call got no answer */
    static <T> StepEnd<T> of(Outcome<T> outcome, StepStatus otherwise) {
        if (outcome instanceof NoAnswer<T> failure) {
            return new StepEnd<>(otherwise, null, failure.errorType(), failure.message());
        }
        return new StepEnd<>(StepStatus.SUCCESS, ((Answer<T>) outcome).value(), null, null);
    }

    static <T> StepEnd<T> skipped(String errorType, String errorMessage) {
        return new StepEnd<>(StepStatus.SKIPPED, null, errorType, errorMessage);
    }

    boolean failed() {
        return status == StepStatus.FAILED;
    }

    <R> R get(Function<T, R> part, R otherwise) {
        R found = value == null ? null : part.apply(value);
        return found == null ? otherwise : found;
    }
}
