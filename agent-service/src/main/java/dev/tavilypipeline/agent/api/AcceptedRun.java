package dev.tavilypipeline.agent.api;

import java.net.URI;
import java.util.UUID;

import jakarta.ws.rs.core.UriBuilder;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import dev.tavilypipeline.contract.RunStatus;

/** The answer to a job that is on Kafka. */
record AcceptedRun(UUID runId, @Schema(implementation = String.class, examples = "queued") RunStatus status, Links links) {

    /**
     * @param self the run by way of this service
     * @param events its progress by way of this service, as server-sent events
     * @param run the run where it is kept
     */
    record Links(URI self, URI events, URI run) {
    }

    static AcceptedRun of(UUID runId, URI collector) {
        return new AcceptedRun(runId, RunStatus.QUEUED, new Links(URI.create("/research/" + runId),
                URI.create("/research/" + runId + "/events"), UriBuilder.fromUri(collector).path("runs/" + runId).build()));
    }
}
