package dev.tavilypipeline.agent.api;

import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.tavilypipeline.agent.api.SubmissionResult.Queued;
import dev.tavilypipeline.agent.api.SubmissionResult.Rejected;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.http.Problem;

/** Answers about runs that several resources give. */
@Singleton
class RunAnswers {

    private final CollectorSettings settings;
    private final RecentJobs recent;
    private final TimeSource time;

    RunAnswers(CollectorSettings settings, RecentJobs recent, TimeSource time) {
        this.settings = settings;
        this.recent = recent;
        this.time = time;
    }

    Response submitted(SubmissionResult result) {
        if (result instanceof Rejected rejected) {
            return RunProblems.response(rejected.problem());
        }
        AcceptedRun body = AcceptedRun.of(((Queued) result).runId(),
                settings.publicUrl().orElse(settings.url()));
        return Response.accepted(body).type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.LOCATION, body.links().self())
                .build();
    }

    /** Whether the run is known to be on its way to the collector. */
    boolean isAccepted(UUID runId) {
        return recent.isAccepted(runId);
    }

    /** The problem of a run that neither the collector nor this replica knows. */
    Problem unknown(UUID runId) {
        return RunIds.mayBeNew(runId, time.now()) ? RunProblems.notVisibleYet(runId) : RunProblems.notFound(runId);
    }

    static Response status(Response.Status code, UUID runId, RunStatus status) {
        return Response.status(code).entity(Map.of("run_id", runId, "status", status)).type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
