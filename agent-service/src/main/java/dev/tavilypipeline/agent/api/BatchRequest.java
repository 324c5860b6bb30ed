package dev.tavilypipeline.agent.api;

import java.math.BigDecimal;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tavilypipeline.kit.http.ProblemException;

/** @param jobs 1 to 1,000 */
record BatchRequest(
        @Schema(required = true, implementation = Job[].class, minItems = 1, maxItems = 1000) List<BatchItem> jobs) {

    private static final int MAX_JOBS = 1000;

    /**
     * @param request null where the body is missing
     * @throws ProblemException if the request as a whole is wrong
     */
    static List<BatchItem> itemsOf(BatchRequest request) {
        if (request == null || request.jobs == null || request.jobs.isEmpty()) {
            throw ProblemException.badField("jobs", "jobs is missing: send {\"jobs\": [{\"company\": \"…\"}]}");
        }
        if (request.jobs.size() > MAX_JOBS) {
            throw ProblemException.badField("jobs",
                    "jobs has " + request.jobs.size() + " jobs; a batch has at most " + MAX_JOBS);
        }
        return request.jobs;
    }

    /**
     * As {@link ResearchRequest}, with the key that a single request has in a header.
     *
     * @param idempotencyKey null where the run is a new one
     */
    @Schema(name = "BatchJob")
    record Job(
            @Schema(required = true, minLength = 1, maxLength = 200) String company,
            @Schema(minimum = "1", maximum = "20", defaultValue = "5") Integer maxSources,
            @Schema(defaultValue = "true") Boolean deliver,
            @Schema(enumeration = {
                    "basic", "advanced" }, defaultValue = "basic") String searchDepth,
            @Schema(enumeration = { "general", "news", "finance" }, defaultValue = "general") String topic,
            @Schema(minimum = "0", exclusiveMinimum = true) BigDecimal budgetCredits,
            @Schema(minLength = 1, maxLength = 255) String idempotencyKey){

        ResearchRequest request() {
            return new ResearchRequest(company, maxSources, deliver, searchDepth, topic, budgetCredits);
        }

        /** @throws ProblemException if it is none */
        IdempotencyKey key() {
            return idempotencyKey == null ? null : new IdempotencyKey("idempotency_key", idempotencyKey);
        }
    }
}
