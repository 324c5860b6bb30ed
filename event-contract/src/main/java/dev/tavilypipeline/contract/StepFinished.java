package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A step ended, with any status.
 *
 * @param startedAt when the step began; null for a step that was skipped before it began
 * @param latencyMs from the start to the end of the step, including retries
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StepFinished(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "occurred_at", required = true) Instant occurredAt,
        @JsonProperty(value = "step_name", required = true) StepName stepName,
        @JsonProperty(value = "status", required = true) StepStatus status,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty(value = "latency_ms", required = true) double latencyMs,
        @JsonProperty("error_type") String errorType,
        @JsonProperty("error_message") String errorMessage) implements RunEvent {

    public static final String TYPE = "step_finished";

    public StepFinished {
        Require.present("StepFinished", "run_id", runId, "execution_id", executionId, "occurred_at", occurredAt, "step_name",
                stepName, "status", status);
        Require.supported("StepFinished", "started_at", startedAt);
        Require.duration("StepFinished", "latency_ms", latencyMs);
        errorType = FreeText.cut(errorType);
        errorMessage = FreeText.cut(errorMessage);
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
