package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An execution reached an outcome that ends the run. An execution that was killed, handed over or failed internally
 * writes none.
 *
 * @param occurredAt when the run was complete
 * @param startedAt when this execution started the job
 * @param status a terminal status, never {@code abandoned}
 * @param steps how many {@code step_finished} facts this execution wrote
 * @param calls how many {@code api_call_finished} facts this execution wrote
 * @param result null if the run found nothing
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunFinished(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "occurred_at", required = true) Instant occurredAt,
        @JsonProperty(value = "started_at", required = true) Instant startedAt,
        @JsonProperty(value = "status", required = true) RunStatus status,
        @JsonProperty(value = "total_latency_ms", required = true) double totalLatencyMs,
        @JsonProperty(value = "steps", required = true) int steps,
        @JsonProperty(value = "calls", required = true) int calls,
        @JsonProperty("error_type") String errorType,
        @JsonProperty("error_message") String errorMessage,
        @JsonProperty("result") ResearchResult result) implements RunEvent {

    public static final String TYPE = "run_finished";

    private static final int MAX_FACTS = 1_000_000;

    public RunFinished {
        Require.present("RunFinished", "run_id", runId, "execution_id", executionId, "occurred_at", occurredAt, "started_at",
                startedAt, "status", status);
        Require.that(status.isTerminal() && status != RunStatus.ABANDONED,
                "RunFinished: field 'status' must be one of success, partial, failed, cancelled");
        Require.duration("RunFinished", "total_latency_ms", totalLatencyMs);
        Require.counts("RunFinished", MAX_FACTS, "steps", steps, "calls", calls);
        errorType = FreeText.cut(errorType);
        errorMessage = FreeText.cut(errorMessage);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
