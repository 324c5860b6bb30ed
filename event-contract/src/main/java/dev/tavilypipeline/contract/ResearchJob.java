package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An accepted request to research one company. It never changes. The fact's key is the record's {@code ce_id}.
 *
 * @param query the company as the client gave it, 1 to 200 characters
 * @param maxSources maximum number of sources of each search, 1 to 20
 * @param deliver {@code false}: the run can be read, but it has no envelope and counts in no KPI
 * @param requestedBy the name of the client's API key; null without keys
 * @param retryOf the run that this one repeats
 * @param searchDepth null for {@code basic}
 * @param topic null for {@code general}
 * @param budgetCredits after which the run makes no more calls, more than 0; null for no limit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ResearchJob(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "query", required = true) String query,
        @JsonProperty(value = "max_sources", required = true) int maxSources,
        @JsonProperty(value = "deliver", required = true) boolean deliver,
        @JsonProperty(value = "requested_at", required = true) Instant requestedAt,
        @JsonProperty("requested_by") String requestedBy,
        @JsonProperty("retry_of") UUID retryOf,
        @JsonProperty("search_depth") SearchDepth searchDepth,
        @JsonProperty("topic") SearchTopic topic,
        @JsonProperty("budget_credits") BigDecimal budgetCredits) {

    /** The largest job in bytes of JSON, including unknown fields. */
    public static final int MAX_BYTES = 64 * 1024;

    public static final String TYPE = "research_job";

    public ResearchJob {
        Require.present("ResearchJob", "run_id", runId, "query", query, "requested_at", requestedAt);
        Require.that(!query.isBlank(), "ResearchJob: field 'query' is blank");
        Require.that(maxSources > 0, "ResearchJob: field 'max_sources' must be positive");
        Require.amount("ResearchJob", "budget_credits", budgetCredits);
        Require.that(budgetCredits == null || budgetCredits.signum() > 0,
                "ResearchJob: field 'budget_credits' must be more than 0");
        query = FreeText.cut(query);
        requestedBy = FreeText.cut(requestedBy);
        // 1.50 and 1.5 are the same budget, and so the same job
        budgetCredits = budgetCredits == null ? null : budgetCredits.stripTrailingZeros();
    }

    /** A job that searches as usual and has no budget. */
    public ResearchJob(UUID runId, String query, int maxSources, boolean deliver, Instant requestedAt, String requestedBy,
            UUID retryOf) {
        this(runId, query, maxSources, deliver, requestedAt, requestedBy, retryOf, null, null, null);
    }
}
