package dev.tavilypipeline.agent.run;

import java.util.function.Function;

import dev.tavilypipeline.agent.call.Outcome;
import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.agent.call.Outcome.NotCalled;
import dev.tavilypipeline.agent.call.Outcome.Success;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.contract.StepStatus;

/**
 * How a step ended.
 *
 * @param value null unless it succeeded
 */
record StepResult<T>(StepStatus status, T value, String errorType, String errorMessage) {

    /** @param onFailure the status of a step whose call failed */
    static <T> StepResult<T> of(Outcome<T> outcome, StepStatus onFailure) {
        if (outcome instanceof Success<T> success) {
            return new StepResult<>(StepStatus.SUCCESS, success.value(), null, null);
        }
        if (outcome instanceof Failure<T> failure) {
            return new StepResult<>(onFailure, null, failure.errorType(), failure.message());
        }
        NotCalled<T> refusal = (NotCalled<T>) outcome;
        return skipped(refusal.errorType(), refusal.message());
    }

    static <T> StepResult<T> skipped(String errorType, String errorMessage) {
        return new StepResult<>(StepStatus.SKIPPED, null, errorType, errorMessage);
    }

    boolean succeeded() {
        return status == StepStatus.SUCCESS;
    }

    boolean wasHandedOver() {
        return RunControl.HANDED_OVER.equals(errorType);
    }

    <R> R get(Function<T, R> part, R otherwise) {
        R found = value == null ? null : part.apply(value);
        return found == null ? otherwise : found;
    }
}
