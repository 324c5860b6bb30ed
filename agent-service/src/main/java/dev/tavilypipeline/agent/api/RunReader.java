package dev.tavilypipeline.agent.api;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;

import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

import io.smallrye.mutiny.Uni;

/** Reads a run from the collector, so that clients need one address only. */
@Singleton
class RunReader {

    /** With the time that Kafka has to confirm a record, less than the 5 s after which a client is answered. */
    private static final Duration CHECK_TIMEOUT = Duration.ofMillis(400);
    private static final Logger LOG = Logger.getLogger(RunReader.class);

    private final CollectorApi collector;

    RunReader(@RestClient CollectorApi collector) {
        this.collector = collector;
    }

    /** @return empty if the collector cannot be reached */
    Uni<Optional<CollectorReply>> read(UUID runId, Requester requester) {
        return collector.run(runId, requester.authorization())
                .map(CollectorReply::of).map(Optional::of)
                .onFailure()
                .invoke(reason -> LOG.warnf("service unreachable service=collector-service run_id=%s reason=\"%s\"", runId,
                        reason))
                .onFailure().recoverWithItem(Optional.empty());
    }

    /** As {@link #read}, but empty too if the collector takes so long that the client would wait for it. */
    Uni<Optional<CollectorReply>> check(UUID runId, Requester requester) {
        return read(runId, requester).ifNoItem().after(CHECK_TIMEOUT).recoverWithItem(Optional.empty());
    }

    /**
     * Whether retention has deleted the run.
     *
     * @return false where the collector does not answer in time, so that jobs are accepted without it
     */
    Uni<Boolean> isDeleted(UUID runId, Requester requester) {
        return check(runId, requester).map(reply -> reply.filter(answer -> answer.is(Status.GONE)).isPresent());
    }
}
