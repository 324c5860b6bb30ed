package dev.tavilypipeline.agent.api;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.tavilypipeline.agent.api.SubmissionResult.Rejected;
import dev.tavilypipeline.kit.http.ProblemException;
import io.smallrye.mutiny.Uni;

/** Accepts many research jobs in one request. */
@Path("/research/batch")
public class BatchResource {

    private final JobSubmission jobs;

    BatchResource(JobSubmission jobs) {
        this.jobs = jobs;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "researchBatch", summary = "Research up to 1,000 companies", description = "200 as soon as every"
            + " job has an outcome of its own: the run_id of an accepted one, or the problem. Send those with the status 503"
            + " again, with the same idempotency_key.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BatchRequest.class), examples = @ExampleObject(name = "batch", summary = "Two companies", value = ApiDocument.BATCH)))
    @APIResponse(responseCode = "200", description = "The outcome of each job, in the order of the request", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BatchResult.class)))
    @APIResponse(responseCode = "400", description = "The request as a whole is wrong, and no job was accepted", content = @Content(mediaType = ApiDocument.PROBLEM_TYPE, schema = @Schema(implementation = ApiDocument.ProblemShape.class)))
    public Uni<BatchResult> submit(@Context HttpHeaders headers, BatchRequest request) {
        List<BatchItem> items = BatchRequest.itemsOf(request);
        if (headers.getRequestHeader(IdempotencyKey.HEADER) != null
                && !headers.getRequestHeader(IdempotencyKey.HEADER).isEmpty()) {
            throw ProblemException.badField(IdempotencyKey.HEADER,
                    "a batch has no " + IdempotencyKey.HEADER + ": give each job an idempotency_key");
        }
        Requester requester = Requester.of(headers).ofBatch();
        return Uni.join().all(items.stream().map(item -> submit(item, requester)).toList()).andFailFast()
                .map(results -> BatchResult.of(IntStream.range(0, results.size())
                        .mapToObj(index -> BatchResult.Item.of(index, results.get(index))).toList()));
    }

    private Uni<SubmissionResult> submit(BatchItem item, Requester requester) {
        if (item.problem() != null) {
            return Uni.createFrom().item(new Rejected(item.problem()));
        }
        try {
            return jobs.submit(item.job().request(), requester, item.job().key());
        } catch (ProblemException refusal) {
            return Uni.createFrom().item(new Rejected(refusal.problem()));
        }
    }
}
