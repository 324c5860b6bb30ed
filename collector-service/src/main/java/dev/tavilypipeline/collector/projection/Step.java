package dev.tavilypipeline.collector.projection;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;

/** A step as the told execution has it. */
public record Step(StepName stepName, State status, Instant startedAt, Double latencyMs, String errorType,
        String errorMessage) {

    /** A step's status, and what it is before it has one. */
    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("success")
        SUCCESS,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("skipped")
        SKIPPED;

        static State of(StepStatus status) {
            return switch (status) {
                case SUCCESS -> SUCCESS;
                case FAILED -> FAILED;
                case SKIPPED -> SKIPPED;
            };
        }

        StepStatus atEnd() {
            return switch (this) {
                case SUCCESS -> StepStatus.SUCCESS;
                case FAILED -> StepStatus.FAILED;
                case PENDING, RUNNING, SKIPPED -> StepStatus.SKIPPED;
            };
        }
    }

    static Step finished(StepFinished fact) {
        return new Step(fact.stepName(), State.of(fact.status()), fact.startedAt(), fact.latencyMs(), fact.errorType(),
                fact.errorMessage());
    }

    /** @param begun null if it did not begin */
    static Step unfinished(StepName name, StepStarted begun, boolean runIsAtItsEnd) {
        Instant startedAt = begun == null ? null : begun.occurredAt();
        if (runIsAtItsEnd) {
            return new Step(name, State.SKIPPED, startedAt, null, ErrorType.NOT_REACHED, null);
        }
        return new Step(name, begun == null ? State.PENDING : State.RUNNING, startedAt, null, null, null);
    }
}
