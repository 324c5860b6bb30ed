package dev.tavilypipeline.agent.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * The collector's answer to the question for a run.
 *
 * @param body null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // replies are not compared
record CollectorReply(int status, String contentType, String retryAfter, byte[] body) {

    static CollectorReply of(Response response) {
        return new CollectorReply(response.getStatus(), response.getHeaderString(HttpHeaders.CONTENT_TYPE),
                response.getHeaderString(HttpHeaders.RETRY_AFTER), Body.of(response));
    }

    boolean is(Status expected) {
        return status == expected.getStatusCode();
    }

    /** As the collector answered. */
    Response passedOn() {
        return Response.status(status).entity(body)
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .build();
    }

    /** @throws dev.tavilypipeline.kit.json.UnreadableRecordException if the body is no run that this version understands */
    Run run() {
        return ContractJson.read(body, Run.class);
    }

    /** What the agent has to know of a run. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Run(
            @JsonProperty(value = "run_id", required = true) UUID runId,
            @JsonProperty(value = "status", required = true) RunStatus status,
            String query,
            Integer maxSources,
            Boolean deliver,
            SearchDepth searchDepth,
            SearchTopic topic,
            BigDecimal budgetCredits) implements JobRequest {

        /** The same job again. */
        @Override
        public ResearchJob toJob(UUID newRunId, Instant requestedAt, String client) {
            return new ResearchJob(newRunId, query, maxSources == null ? ResearchRequest.DEFAULT_SOURCES : maxSources,
                    deliver == null || deliver, requestedAt, client, runId, searchDepth, topic, budgetCredits);
        }
    }
}
