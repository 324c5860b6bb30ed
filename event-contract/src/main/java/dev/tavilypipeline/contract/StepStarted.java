package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

@JsonIgnoreProperties(ignoreUnknown = true)
public record StepStarted(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "occurred_at", required = true) Instant occurredAt,
        @JsonProperty(value = "step_name", required = true) StepName stepName) implements RunEvent {

    public static final String TYPE = "step_started";

    public StepStarted {
        Require.present("StepStarted", "run_id", runId, "execution_id", executionId, "occurred_at", occurredAt, "step_name",
                stepName);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String factKey() {
        return RunEvent.super.factKey() + ":" + stepName.wireName();
    }
}
