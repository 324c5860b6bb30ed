package dev.tavilypipeline.collector.projection;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;

/** A step of the canonical execution. */
public record Step(StepName stepName, State status, Instant startedAt, Double latencyMs, String errorType,
        String errorMessage) {

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

        /** The status in the envelope of a terminal run. */
        StepStatus terminal() {
            return this == PENDING || this == RUNNING ? StepStatus.SKIPPED : StepStatus.valueOf(name());
        }
    }

    static Step finished(StepFinished fact) {
        return new Step(fact.stepName(), State.valueOf(fact.status().name()), fact.startedAt(), fact.latencyMs(),
                fact.errorType(),
                fact.errorMessage());
    }

    /** @param started null if the step did not start */
    static Step unfinished(StepName name, StepStarted started, boolean runIsTerminal) {
        Instant startedAt = started == null ? null : started.occurredAt();
        if (runIsTerminal) {
            return new Step(name, State.SKIPPED, startedAt, null, ErrorType.NOT_REACHED, null);
        }
        return new Step(name, started == null ? State.PENDING : State.RUNNING, startedAt, null, null, null);
    }
}
