package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A row of {@code api_calls}. Every attempt of every execution has one, because each costs money: {@link ApiCallFinished}.
 *
 * @param costUsd null if it is not known
 * @param requestedAt of the run, so that a window selects calls without their run; null in a row of a projection version before
 *        3
 * @param simulated of the run; null in a row of a projection version before 3
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiCallRow(
        @JsonProperty(value = "call_id", required = true) UUID callId,
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "query_used", required = true) String queryUsed,
        @JsonProperty("results_returned") Integer resultsReturned,
        @JsonProperty(value = "latency_ms", required = true) double latencyMs,
        @JsonProperty(value = "called_at", required = true) Instant calledAt,
        @JsonProperty(value = "step_id", required = true) String stepId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "provider", required = true) String provider,
        @JsonProperty(value = "operation", required = true) String operation,
        @JsonProperty(value = "status", required = true) CallStatus status,
        @JsonProperty("http_status") Integer httpStatus,
        @JsonProperty(value = "attempt", required = true) int attempt,
        @JsonProperty(value = "cache_hit", required = true) boolean cacheHit,
        @JsonProperty("credits") BigDecimal credits,
        @JsonProperty("model") String model,
        @JsonProperty("input_tokens") Integer inputTokens,
        @JsonProperty("cached_input_tokens") Integer cachedInputTokens,
        @JsonProperty("output_tokens") Integer outputTokens,
        @JsonProperty("cost_usd") BigDecimal costUsd,
        @JsonProperty("price_version") String priceVersion,
        @JsonProperty("request_id") String requestId,
        @JsonProperty("error_type") String errorType,
        @JsonProperty("error_message") String errorMessage,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("simulated") Boolean simulated,
        @JsonProperty(value = "revision", required = true) int revision,
        @JsonProperty(value = "projection_version", required = true) int projectionVersion,
        @JsonProperty(value = "emitted_at", required = true) Instant emittedAt) {

    public ApiCallRow {
        Require.present("ApiCallRow", "call_id", callId, "run_id", runId, "query_used", queryUsed, "called_at", calledAt,
                "step_id", stepId, "execution_id", executionId, "provider", provider, "operation", operation, "status", status,
                "emitted_at", emittedAt);
    }
}
