package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A fact about one execution of a run. It never changes, so a duplicate has no effect: two events with the same
 * {@link #factKey()} are the same fact.
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

    /** The execution to which this fact belongs. It is a UUIDv7, so an earlier execution has a smaller id. */
    UUID executionId();

    Instant occurredAt();

    /** The {@code type} in the JSON. */
    @JsonIgnore
    String type();

    /**
     * {@code {execution_id}:{type}}, followed by the step's name or the call's id if an execution has several facts of
     * the type.
     * It is also the record's {@code ce_id}, so that a service without this type uses the same key.
     */
    @JsonIgnore
    default String factKey() {
        return executionId() + ":" + type();
    }
}
