package dev.tavilypipeline.agent.api;

import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.tavilypipeline.agent.api.SubmissionResult.Queued;
import dev.tavilypipeline.agent.api.SubmissionResult.Rejected;
import dev.tavilypipeline.kit.http.Problem;

/**
 * What became of the jobs of a batch.
 *
 * @param jobs in the order of the request
 */
record BatchResult(long accepted, long rejected, List<Item> jobs) {

    static BatchResult of(List<Item> jobs) {
        long accepted = jobs.stream().filter(item -> item.problem() == null).count();
        return new BatchResult(accepted, jobs.size() - accepted, jobs);
    }

    /**
     * @param index the job's place in the request, from 0
     * @param status as a single request would be answered: 202, or that of the problem
     * @param runId null if there is a problem
     * @param problem null if the job was accepted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "BatchJobResult")
    record Item(int index, int status, UUID runId,
            @Schema(implementation = ApiDocument.ProblemShape.class) Problem problem) {

        static Item of(int index, SubmissionResult result) {
            return result instanceof Rejected rejected
                    ? new Item(index, rejected.problem().status(), null, rejected.problem())
                    : new Item(index, Status.ACCEPTED.getStatusCode(), ((Queued) result).runId(), null);
        }
    }
}
