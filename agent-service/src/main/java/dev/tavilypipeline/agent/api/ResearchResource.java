package dev.tavilypipeline.agent.api;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.publish.JobPublisher;
import dev.tavilypipeline.agent.publish.JobNotAcknowledgedException;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.UuidParameter;
import dev.tavilypipeline.kit.http.access.Client;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Accepts research jobs and tells how they stand. */
@Path("/research")
public class ResearchResource {

    /** Whose requests these are where clients have no names. */
    private static final String ANYBODY = "anonymous";

    private final JobPublisher jobs;
    private final RunForwarder runs;
    private final ResearchSettings settings;
    private final TimeSource time;
    private final Counter accepted;
    private final RunIds runIds = new RunIds();
    private final RecentJobs recent = new RecentJobs();

    ResearchResource(JobPublisher jobs, RunForwarder runs, ResearchSettings settings, TimeSource time, MeterRegistry metrics) {
        this.jobs = jobs;
        this.runs = runs;
        this.settings = settings;
        this.time = time;
        this.accepted = metrics.counter("pipeline.jobs.accepted");
    }

    /**
     * 202 once the job is on Kafka, else 503, and then the outcome is unknown. A request that is sent again under its key is
     * answered the same way and runs once as far as this replica remembers; with another content it is refused with 422, and
     * with 410 where retention has deleted its run.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(@HeaderParam(RunIds.KEY_HEADER) String idempotencyKey,
            @HeaderParam(Client.NAME_HEADER) String client,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, ResearchRequest request) {
        if (request == null) {
            throw ProblemException.badField("company", "the body is missing: send {\"company\": \"…\"}");
        }
        UUID runId = runIds.of(client == null ? ANYBODY : client, idempotencyKey);
        Optional<ResearchJob> before = recent.find(runId);
        ResearchJob job = request.toJob(runId, before.map(ResearchJob::requestedAt).orElseGet(time::now), client);
        if (before.isPresent()) {
            return Uni.createFrom().item(again(job, before.get()));
        }
        Uni<Boolean> deleted = idempotencyKey == null ? Uni.createFrom().item(false) : runs.isDeleted(runId, authorization);
        return deleted.chain(gone -> gone ? Uni.createFrom().item(deleted(runId)) : append(job));
    }

    private Uni<Response> append(ResearchJob job) {
        return jobs.append(job)
                .map(acknowledged -> accept(job))
                .onFailure(JobNotAcknowledgedException.class).recoverWithItem(() -> unknown(job.runId()));
    }

    @GET
    @Path("/{id}")
    public Uni<Response> get(@PathParam("id") String id, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        UUID runId = UuidParameter.parse("run_id", id);
        return runs.get(runId, authorization, recent.find(runId).isPresent());
    }

    private Response accept(ResearchJob job) {
        recent.add(job);
        accepted.increment();
        return queued(job.runId());
    }

    private Response again(ResearchJob job, ResearchJob before) {
        if (!job.equals(before)) {
            throw new ProblemException(new Problem("idempotency-key-reused", "Unprocessable Content", 422,
                    RunIds.KEY_HEADER + " was used for another request a moment ago: give each job a key of its own",
                    Map.of("field", RunIds.KEY_HEADER, "run_id", job.runId())));
        }
        return queued(job.runId());
    }

    private Response queued(UUID runId) {
        Accepted body = Accepted.of(runId, settings.publicUrl().orElse(settings.url()));
        return Response.accepted(body).type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, body.links().self())
                .build();
    }

    private static Response deleted(UUID runId) {
        return Problem.of(Response.Status.GONE, "the run of this " + RunIds.KEY_HEADER
                + " was deleted when the time to keep it was over: give a new job a key of its own")
                .typed("run-deleted").with("run_id", runId).response().build();
    }

    private static Response unknown(UUID runId) {
        String detail = "Kafka did not confirm the job in time, so it is unknown whether it will run. Sending it again with the"
                + " same " + RunIds.KEY_HEADER + " is safe; without one, look for the run_id first.";
        return Problem.of(Response.Status.SERVICE_UNAVAILABLE, detail)
                .with("run_id", runId)
                .response(5);
    }
}
