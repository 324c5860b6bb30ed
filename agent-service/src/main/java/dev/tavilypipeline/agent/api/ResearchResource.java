package dev.tavilypipeline.agent.api;

import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.smallrye.mutiny.Uni;

/** Accepts research jobs and tells how they stand. */
@Path("/research")
public class ResearchResource {

    private final JobSubmission jobs;
    private final RunReader runs;
    private final RunAnswers answers;

    ResearchResource(JobSubmission jobs, RunReader runs, RunAnswers answers) {
        this.jobs = jobs;
        this.runs = runs;
        this.answers = answers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "research", summary = "Research a company", description = "202 when the job is durable. 503 when"
            + " that is unknown; sending it again under the same Idempotency-Key is safe. A request that comes again under its"
            + " key is answered the same way and runs once. That another body is refused under the same key is as far as this"
            + " replica remembers (5 minutes).")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, description = ApiDocument.KEY, schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255), example = "tesla-2026-03-02")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ResearchRequest.class), examples = {
            @ExampleObject(name = "company", summary = "As usual", value = ApiDocument.COMPANY),
            @ExampleObject(name = "all", summary = "Every field", value = ApiDocument.EVERY_FIELD) }))
    @APIResponse(responseCode = "202", description = "The job is on Kafka", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AcceptedRun.class)))
    @APIResponse(responseCode = "400", description = "The request is wrong; the problem names the field", content = @Content(mediaType = ApiDocument.PROBLEM_TYPE, schema = @Schema(implementation = ApiDocument.ProblemShape.class)))
    @APIResponse(responseCode = "410", description = "The run of this key was deleted when the time to keep it was over")
    @APIResponse(responseCode = "422", description = "The key was used for another request")
    @APIResponse(responseCode = "503", description = "Kafka did not confirm the job in time")
    public Uni<Response> submit(@Context HttpHeaders headers, ResearchRequest request) {
        if (request == null) {
            throw ProblemException.badField("company", "the body is missing: send {\"company\": \"…\"}");
        }
        return jobs.submit(request, Requester.of(headers), IdempotencyKey.of(headers)).map(answers::submitted);
    }

    @GET
    @Path("/{run_id}")
    @Operation(operationId = "run", summary = "Read a run", description = "As the collector answers. Right after the POST the"
            + " status is queued; from another replica 404 of the type run-not-visible-yet with Retry-After.")
    @APIResponse(responseCode = "200", description = "The run with its steps, calls and result")
    @APIResponse(responseCode = "404", description = "run-not-visible-yet: ask again; run-not-found: nobody knows it")
    @APIResponse(responseCode = "410", description = "The run was deleted when the time to keep it was over")
    @APIResponse(responseCode = "503", description = "The collector cannot be reached")
    public Uni<Response> get(@PathParam("run_id") String id, @Context HttpHeaders headers) {
        UUID runId = UuidParameter.parse("run_id", id);
        return runs.read(runId, Requester.of(headers)).map(reply -> answer(runId, reply));
    }

    private Response answer(UUID runId, Optional<CollectorReply> reply) {
        if (reply.isEmpty()) {
            return RunProblems.response(RunProblems.collectorUnavailable(runId));
        }
        if (!reply.get().is(Status.NOT_FOUND)) {
            return reply.get().passedOn();
        }
        return answers.isAccepted(runId) ? RunAnswers.status(Status.OK, runId, RunStatus.QUEUED)
                : RunProblems.response(answers.unknown(runId));
    }
}
