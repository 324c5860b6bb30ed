package dev.tavilypipeline.agent.api;

import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.publish.CancellationPublisher;
import dev.tavilypipeline.agent.publish.NotAcknowledgedException;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.smallrye.mutiny.Uni;

/** Cancels runs and repeats them. */
// the path of ResearchResource: a longer one here would hide what is there
@Path("/research")
public class RunActionsResource {

    private final JobSubmission jobs;
    private final CancellationPublisher cancellations;
    private final RunReader runs;
    private final RunAnswers answers;
    private final TimeSource time;

    RunActionsResource(JobSubmission jobs, CancellationPublisher cancellations, RunReader runs, RunAnswers answers,
            TimeSource time) {
        this.jobs = jobs;
        this.cancellations = cancellations;
        this.runs = runs;
        this.answers = answers;
        this.time = time;
    }

    @POST
    @Path("/{run_id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "retry", summary = "Repeat a run that has ended", description = "A new run of the same job, whose"
            + " retry_of is this run. The request has no body, but the content type JSON.")
    @Parameter(name = IdempotencyKey.HEADER, in = ParameterIn.HEADER, description = ApiDocument.KEY, schema = @Schema(type = SchemaType.STRING, minLength = 1, maxLength = 255))
    @APIResponse(responseCode = "202", description = "The new run", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = AcceptedRun.class)))
    @APIResponse(responseCode = "404", description = "run-not-visible-yet: ask again; run-not-found: nobody knows it")
    @APIResponse(responseCode = "409", description = "The run has not ended")
    @APIResponse(responseCode = "410", description = "The run was deleted when the time to keep it was over")
    @APIResponse(responseCode = "503", description = "The collector cannot be reached, or Kafka did not confirm the job")
    public Uni<Response> retry(@PathParam("run_id") String id, @Context HttpHeaders headers) {
        UUID runId = UuidParameter.parse("run_id", id);
        IdempotencyKey key = IdempotencyKey.of(headers);
        Requester requester = Requester.of(headers);
        return runs.read(runId, requester).chain(reply -> {
            if (reply.filter(answer -> answer.is(Status.OK)).isEmpty()) {
                return Uni.createFrom().item(retryWithoutRun(runId, reply));
            }
            CollectorReply.Run run = reply.get().run();
            return run.status().isTerminal() ? jobs.submit(run, requester, key).map(answers::submitted)
                    : answer(RunProblems.notEnded(runId, run.status()));
        });
    }

    private Response retryWithoutRun(UUID runId, Optional<CollectorReply> reply) {
        if (reply.isEmpty()) {
            return RunProblems.response(RunProblems.collectorUnavailable(runId));
        }
        if (!reply.get().is(Status.NOT_FOUND)) {
            return reply.get().passedOn();
        }
        return RunProblems.response(answers.isAccepted(runId) ? RunProblems.notEnded(runId, RunStatus.QUEUED)
                : answers.unknown(runId));
    }

    /** Without an answer of the collector the cancellation is written all the same: it may save money, and harms nothing. */
    @DELETE
    @Path("/{run_id}")
    @Operation(operationId = "cancel", summary = "Cancel a run", description = "202 when the request is durable. The run is"
            + " cancel_requested until its worker has stopped, after the call in flight, and then cancelled. A run that is"
            + " cancelled already is answered with 200, one that has ended otherwise with 409.")
    @APIResponse(responseCode = "202", description = "The run will stop", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ApiDocument.StatusShape.class)))
    @APIResponse(responseCode = "200", description = "The run was cancelled before", content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ApiDocument.StatusShape.class)))
    @APIResponse(responseCode = "404", description = "run-not-visible-yet: send it again; run-not-found: nobody knows it")
    @APIResponse(responseCode = "409", description = "The run has ended")
    @APIResponse(responseCode = "410", description = "The run was deleted when the time to keep it was over")
    @APIResponse(responseCode = "503", description = "Kafka did not confirm the cancellation in time")
    public Uni<Response> cancel(@PathParam("run_id") String id, @Context HttpHeaders headers) {
        UUID runId = UuidParameter.parse("run_id", id);
        Requester requester = Requester.of(headers);
        return runs.check(runId, requester).chain(reply -> {
            if (reply.filter(answer -> answer.is(Status.OK)).isPresent()) {
                return cancel(runId, requester, reply.get().run().status());
            }
            if (reply.filter(answer -> answer.is(Status.GONE)).isPresent()) {
                return Uni.createFrom().item(reply.get().passedOn());
            }
            boolean isUnknown = reply.filter(answer -> answer.is(Status.NOT_FOUND)).isPresent()
                    && !answers.isAccepted(runId);
            return isUnknown ? answer(answers.unknown(runId)) : write(runId, requester);
        });
    }

    private Uni<Response> cancel(UUID runId, Requester requester, RunStatus status) {
        return switch (status) {
            case QUEUED, RUNNING -> write(runId, requester);
            case CANCEL_REQUESTED -> Uni.createFrom().item(RunAnswers.status(Status.ACCEPTED, runId, status));
            case CANCELLED -> Uni.createFrom().item(RunAnswers.status(Status.OK, runId, status));
            case SUCCESS, PARTIAL, FAILED, ABANDONED -> answer(RunProblems.ended(runId, status));
        };
    }

    private Uni<Response> write(UUID runId, Requester requester) {
        return cancellations.append(new CancelRequested(runId, time.now(), requester.client()))
                .map(confirmed -> RunAnswers.status(Status.ACCEPTED, runId, RunStatus.CANCEL_REQUESTED))
                .onFailure(NotAcknowledgedException.class)
                .recoverWithItem(() -> RunProblems.response(RunProblems.cancellationNotConfirmed(runId)));
    }

    private static Uni<Response> answer(Problem problem) {
        return Uni.createFrom().item(RunProblems.response(problem));
    }
}
