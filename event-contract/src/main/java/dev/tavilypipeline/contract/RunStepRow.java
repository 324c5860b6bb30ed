package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A row of {@code run_steps}. An envelope always has all three; a step that was not reached is {@code skipped}.
 *
 * @param requestedAt of the run, so that a window selects steps without their run; null in a row of a projection version before
 *        3
 * @param simulated of the run; null in a row of a projection version before 3
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStepRow(
        @JsonProperty(value = "step_id", required = true) String stepId,
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "step_name", required = true) StepName stepName,
        @JsonProperty(value = "status", required = true) StepStatus status,
        @JsonProperty("latency_ms") Double latencyMs,
        @JsonProperty("error_message") String errorMessage,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("error_type") String errorType,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("simulated") Boolean simulated,
        @JsonProperty(value = "revision", required = true) int revision,
        @JsonProperty(value = "projection_version", required = true) int projectionVersion,
        @JsonProperty(value = "emitted_at", required = true) Instant emittedAt) {

    public RunStepRow {
        Require.present("RunStepRow", "step_id", stepId, "run_id", runId, "step_name", stepName, "status", status, "emitted_at",
                emittedAt);
    }
}
