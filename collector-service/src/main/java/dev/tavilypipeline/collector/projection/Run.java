package dev.tavilypipeline.collector.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunStatus;

/**
 * A run as its facts tell it, on the way or at its end.
 *
 * @param steps always three, in the order in which they run
 * @param calls of all executions, by call_id
 * @param result null until there is one
 * @param jobIsRead whether its job was, or only what the execution repeats of it
 */
public record Run(
        @JsonUnwrapped Summary summary,
        List<Step> steps,
        List<ApiCallFinished> calls,
        ResearchResult result,
        @JsonIgnore boolean jobIsRead) {

    /** The part of a run that lists show; see {@code docs/data_model_erd.md} for meaning and units. */
    public record Summary(
            UUID runId,
            RunStatus status,
            String query,
            String companyName,
            String industry,
            Instant requestedAt,
            String requestedBy,
            Instant startedAt,
            Instant completedAt,
            Double totalLatencyMs,
            boolean deliver,
            int attempt,
            UUID retryOf,
            boolean simulated,
            String agentVersion,
            String errorType,
            String errorMessage,
            int totalApiCalls,
            int totalSteps,
            int totalCredits,
            long totalInputTokens,
            long totalOutputTokens,
            BigDecimal costUsd,
            String priceVersion,
            int sourceCount,
            int missingFacts,
            int revision,
            Instant lastFactAt,
            UUID executionId) {
    }

    public boolean isAtItsEnd() {
        return summary.status().isEnd();
    }

    public boolean isWhole() {
        return summary.missingFacts() == 0;
    }
}
