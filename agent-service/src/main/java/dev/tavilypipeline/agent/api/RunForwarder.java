package dev.tavilypipeline.agent.api;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.kit.http.Problem;
import io.smallrye.mutiny.Uni;

/** Reads a run where it is kept, so that clients need one address only. */
@Singleton
class RunForwarder {

    /** With the time that Kafka has to acknowledge a job, less than the 5 s after which a client is answered. */
    private static final Duration CHECK_TIMEOUT = Duration.ofMillis(400);
    private static final Logger LOG = Logger.getLogger(RunForwarder.class);

    private final CollectorApi collector;

    RunForwarder(@RestClient CollectorApi collector) {
        this.collector = collector;
    }

    /**
     * @param authorization what the client has shown, which the collector asks for as we do; may be null
     * @param accepted whether the run is known to be on its way to the collector
     */
    Uni<Response> get(UUID runId, String authorization, boolean accepted) {
        return collector.run(runId, authorization)
                .onItemOrFailure().transform((answer, failure) -> {
                    if (failure != null) {
                        LOG.warnf("collector not reached run_id=%s reason=\"%s\"", runId, failure);
                        return unreachable(runId);
                    }
                    return accepted && answer.getStatus() == 404 ? queued(runId) : passedOn(answer);
                });
    }

    /**
     * Whether retention has deleted the run, so that nobody would ever see what an execution of it finds.
     *
     * @return false where the collector does not answer in time, so that jobs are accepted without it
     */
    Uni<Boolean> isDeleted(UUID runId, String authorization) {
        return collector.run(runId, authorization)
                .map(answer -> answer.getStatus() == Response.Status.GONE.getStatusCode())
                .ifNoItem().after(CHECK_TIMEOUT).recoverWithItem(false)
                .onFailure().recoverWithItem(false);
    }

    private static Response passedOn(Response answer) {
        return Response.status(answer.getStatus())
                .entity(Body.of(answer))
                .header(HttpHeaders.CONTENT_TYPE, answer.getHeaderString(HttpHeaders.CONTENT_TYPE))
                .header(HttpHeaders.RETRY_AFTER, answer.getHeaderString(HttpHeaders.RETRY_AFTER))
                .build();
    }

    private static Response queued(UUID runId) {
        return Response.ok(Map.of("run_id", runId, "status", RunStatus.QUEUED), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response unreachable(UUID runId) {
        return Problem.of(Response.Status.SERVICE_UNAVAILABLE, "the collector, which keeps the runs, cannot be reached")
                .with("run_id", runId)
                .response(1);
    }
}
