package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A row of {@code agent_runs}: first the nine columns of the original pipeline, then the added ones.
 * {@code docs/data_model_erd.md} describes each column and its unit.
 *
 * @param costUsd sum of the known costs of the calls: a lower bound if there are unpriced calls
 * @param unpricedCalls number of calls whose cost is not known; null in a row of a projection version before 3
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AgentRunRow(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty("company_name") String companyName,
        @JsonProperty("industry") String industry,
        @JsonProperty(value = "status", required = true) RunStatus status,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("completed_at") Instant completedAt,
        @JsonProperty("total_latency_ms") Double totalLatencyMs,
        @JsonProperty(value = "total_api_calls", required = true) int totalApiCalls,
        @JsonProperty("error_message") String errorMessage,
        @JsonProperty("query") String query,
        @JsonProperty("requested_at") Instant requestedAt,
        @JsonProperty("requested_by") String requestedBy,
        @JsonProperty(value = "total_steps", required = true) int totalSteps,
        @JsonProperty(value = "total_credits", required = true) BigDecimal totalCredits,
        @JsonProperty(value = "total_input_tokens", required = true) long totalInputTokens,
        @JsonProperty(value = "total_output_tokens", required = true) long totalOutputTokens,
        @JsonProperty(value = "cost_usd", required = true) BigDecimal costUsd,
        @JsonProperty("price_version") String priceVersion,
        @JsonProperty("error_type") String errorType,
        @JsonProperty(value = "source_count", required = true) int sourceCount,
        @JsonProperty(value = "attempt", required = true) int attempt,
        @JsonProperty("retry_of") UUID retryOf,
        @JsonProperty(value = "missing_facts", required = true) int missingFacts,
        @JsonProperty("agent_version") String agentVersion,
        @JsonProperty(value = "simulated", required = true) boolean simulated,
        @JsonProperty("unpriced_calls") Integer unpricedCalls,
        @JsonProperty(value = "revision", required = true) int revision,
        @JsonProperty(value = "projection_version", required = true) int projectionVersion,
        @JsonProperty(value = "emitted_at", required = true) Instant emittedAt) {

    public AgentRunRow {
        Require.present("AgentRunRow", "run_id", runId, "status", status, "total_credits", totalCredits, "cost_usd", costUsd,
                "emitted_at", emittedAt);
    }
}
