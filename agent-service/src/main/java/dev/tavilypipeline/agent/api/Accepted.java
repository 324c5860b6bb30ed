package dev.tavilypipeline.agent.api;

import java.net.URI;
import java.util.UUID;

import jakarta.ws.rs.core.UriBuilder;

import dev.tavilypipeline.contract.RunStatus;

/** The answer to a job that is on Kafka. */
record Accepted(UUID runId, RunStatus status, Links links) {

    /**
     * @param self the run by way of this service
     * @param run the run where it is kept
     */
    record Links(URI self, URI run) {
    }

    static Accepted of(UUID runId, URI collector) {
        URI self = URI.create("/research/" + runId);
        return new Accepted(runId, RunStatus.QUEUED,
                new Links(self, UriBuilder.fromUri(collector).path("runs/" + runId).build()));
    }
}
