package dev.tavilypipeline.agent.research;

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

import dev.tavilypipeline.agent.call.Timekeeper;
import dev.tavilypipeline.agent.publish.JobLog;
import dev.tavilypipeline.agent.publish.JobNotAcknowledgedException;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/** Accepts research jobs and tells how they stand. */
@Path("/research")
public class ResearchResource {

    /** Whose requests these are, as long as clients have no names. */
    private static final String CLIENT = "anonymous";

    private final JobLog jobs;
    private final ForwardedRun runs;
    private final ResearchSettings settings;
    private final Timekeeper time;
    private final Counter accepted;
    private final RunIds runIds = new RunIds();
    private final RecentJobs recent = new RecentJobs();

    ResearchResource(JobLog jobs, ForwardedRun runs, ResearchSettings settings, Timekeeper time, MeterRegistry metrics) {
        this.jobs = jobs;
        this.runs = runs;
        this.settings = settings;
        this.time = time;
        this.accepted = metrics.counter("pipeline.jobs.accepted");
    }

    /** 202 once the job is on Kafka, else 503, and then the outcome is unknown. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> submit(@HeaderParam(RunIds.KEY_HEADER) String idempotencyKey, ResearchRequest request) {
        if (request == null) {
            throw ProblemException.badField("company", "the body is missing: send {\"company\": \"…\"}");
        }
        ResearchJob job = request.toJob(runIds.of(CLIENT, idempotencyKey), time.now());
        return jobs.append(job)
                .map(acknowledged -> accept(job.runId()))
                .onFailure(JobNotAcknowledgedException.class).recoverWithItem(() -> unknown(job.runId()));
    }

    @GET
    @Path("/{id}")
    public Uni<Response> get(@PathParam("id") UUID runId) {
        return runs.get(runId, recent.has(runId));
    }

    private Response accept(UUID runId) {
        recent.add(runId);
        accepted.increment();
        Accepted body = Accepted.of(runId, settings.url());
        return Response.accepted(body).type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, body.links().self())
                .build();
    }

    private static Response unknown(UUID runId) {
        String detail = "Kafka did not confirm the job in time, so it is unknown whether it will run. Sending it again with the"
                + " same " + RunIds.KEY_HEADER + " is safe; without one, look for the run_id first.";
        return Problem.of(Response.Status.SERVICE_UNAVAILABLE, detail)
                .with("run_id", runId)
                .response()
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }
}
