package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One HTTP attempt at a provider, including retries, or one answer from the cache.
 *
 * @param callId a UUIDv7
 * @param provider {@code tavily}, {@code openai}, {@code tavily-simulator}, {@code openai-simulator}
 * @param operation {@code search} or {@code chat}
 * @param queryUsed the query or prompt, cut at 2 KB
 * @param status whether the attempt gave a usable answer
 * @param httpStatus null if there was no response
 * @param resultsReturned the number of results of a search; null for a model call and for a failed call
 * @param latencyMs of this attempt alone
 * @param attempt 1 for the first try of a step's call
 * @param credits Tavily credits, which may be fractions; 0 from the cache, null if the provider counts none
 * @param inputTokens all input tokens, including {@code cachedInputTokens}
 * @param outputTokens all output tokens, including reasoning tokens
 * @param costUsd at the prices of {@code priceVersion}; null if the price is not known
 * @param requestId the provider's own id of the request
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ApiCallFinished(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "occurred_at", required = true) Instant occurredAt,
        @JsonProperty(value = "call_id", required = true) UUID callId,
        @JsonProperty(value = "step_name", required = true) StepName stepName,
        @JsonProperty(value = "provider", required = true) String provider,
        @JsonProperty(value = "operation", required = true) String operation,
        @JsonProperty(value = "query_used", required = true) String queryUsed,
        @JsonProperty(value = "status", required = true) CallStatus status,
        @JsonProperty("http_status") Integer httpStatus,
        @JsonProperty("results_returned") Integer resultsReturned,
        @JsonProperty(value = "called_at", required = true) Instant calledAt,
        @JsonProperty(value = "latency_ms", required = true) double latencyMs,
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
        @JsonProperty("error_message") String errorMessage) implements RunEvent {

    public static final String TYPE = "api_call_finished";

    public ApiCallFinished {
        Require.present("ApiCallFinished", "run_id", runId, "execution_id", executionId, "occurred_at", occurredAt, "call_id",
                callId, "step_name", stepName, "provider", provider, "operation", operation, "query_used", queryUsed, "status",
                status, "called_at", calledAt);
        Require.amount("ApiCallFinished", "credits", credits);
        Require.amount("ApiCallFinished", "cost_usd", costUsd);
        Require.duration("ApiCallFinished", "latency_ms", latencyMs);
        Require.counts("ApiCallFinished", Integer.MAX_VALUE, "results_returned", resultsReturned, "attempt", attempt,
                "input_tokens", inputTokens, "cached_input_tokens", cachedInputTokens, "output_tokens", outputTokens);
        provider = FreeText.cut(provider);
        operation = FreeText.cut(operation);
        priceVersion = FreeText.cut(priceVersion);
        errorType = FreeText.cut(errorType);
        queryUsed = FreeText.cut(queryUsed);
        model = FreeText.cut(model);
        requestId = FreeText.cut(requestId);
        errorMessage = FreeText.cut(errorMessage);
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String factKey() {
        return RunEvent.super.factKey() + ":" + callId;
    }
}
