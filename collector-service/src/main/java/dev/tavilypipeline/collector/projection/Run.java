package dev.tavilypipeline.collector.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;

/**
 * A run as its facts describe it, active or terminal.
 *
 * @param steps always three, in the order in which they run
 * @param calls of all executions, by call_id
 * @param result null until there is one
 * @param options null as long as no job is known
 * @param jobIsRead whether the job itself was read, and not only its copy in {@code run_started}
 */
public record Run(
        @JsonUnwrapped Summary summary,
        List<Step> steps,
        List<ApiCallFinished> calls,
        ResearchResult result,
        @JsonUnwrapped Options options,
        @JsonIgnore boolean jobIsRead) {

    /**
     * The part of a run that lists show.
     *
     * @param row the run's row in the warehouse, its {@code emitted_at} the time of the projection
     * @param lastFactAt time of the latest fact, {@code run_abandoned} aside; null if no fact is understood
     * @param executionId of the canonical execution; null if there is none
     */
    public record Summary(
            @JsonUnwrapped @JsonIgnoreProperties( {
                    "projection_version", "emitted_at" }) AgentRunRow row,
            boolean deliver,
            Instant lastFactAt,
            UUID executionId){
    }

    /** What the job asked for, beside the company, so that it can be asked for again; null where the client left the choice. */
    public record Options(int maxSources, SearchDepth searchDepth, SearchTopic topic, BigDecimal budgetCredits) {

        static Options of(ResearchJob job) {
            return new Options(job.maxSources(), job.searchDepth(), job.topic(), job.budgetCredits());
        }
    }

    public AgentRunRow row() {
        return summary.row();
    }

    /**
     * Whether a job or an execution is known. A run of which only a cancellation is known is not shown: the job may still
     * arrive, and otherwise the run never existed.
     */
    @JsonIgnore
    public boolean isKnown() {
        return jobIsRead || summary.executionId() != null;
    }

    @JsonIgnore
    public boolean isTerminal() {
        return row().status().isTerminal();
    }

    /** Whether every fact that an execution has announced is there. */
    @JsonIgnore
    public boolean isComplete() {
        return row().missingFacts() == 0;
    }
}
