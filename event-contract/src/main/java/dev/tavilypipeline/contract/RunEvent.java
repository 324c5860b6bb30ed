package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A fact about one execution of a run. It never changes, so that writing it twice is writing it once: two events with the
 * same {@link #factKey()} are the same fact.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
        @JsonSubTypes.Type(value = RunStarted.class, name = RunStarted.TYPE),
        @JsonSubTypes.Type(value = StepStarted.class, name = StepStarted.TYPE),
        @JsonSubTypes.Type(value = StepFinished.class, name = StepFinished.TYPE),
        @JsonSubTypes.Type(value = ApiCallFinished.class, name = ApiCallFinished.TYPE),
        @JsonSubTypes.Type(value = RunFinished.class, name = RunFinished.TYPE),
        @JsonSubTypes.Type(value = RunAbandoned.class, name = RunAbandoned.TYPE)
})
public sealed interface RunEvent
        permits RunStarted, StepStarted, StepFinished, ApiCallFinished, RunFinished, RunAbandoned {

    UUID runId();

    /** The taking-up of the job that this fact belongs to; a UUIDv7, so that an earlier execution has the smaller id. */
    UUID executionId();

    Instant occurredAt();

    /** The {@code type} in the JSON. */
    @JsonIgnore
    String type();

    /**
     * {@code {execution_id}:{type}}, followed by the step's name or the call's id where the type alone does not tell facts
     * apart. It is the record's {@code ce_id} too, so that a fact of a type not known here has the same key everywhere.
     */
    @JsonIgnore
    default String factKey() {
        return executionId() + ":" + type();
    }
}
