package dev.tavilypipeline.collector.runs;

import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

/** A run as it goes on, from any replica. */
@Path("/runs/{run_id}/events")
public class RunEventsResource {

    private final RunStore store;

    RunEventsResource(RunStore store) {
        this.store = store;
    }

    /**
     * An event {@code run} for each new state, its id the revision and its data the run, and {@code done} behind the run's end.
     * Whoever
     * comes back with the id of the last event hears what is newer.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@PathParam("run_id") String runId,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId, @Context Sse sse) {
        UUID id = UuidParameter.parse("run_id", runId);
        RunState now = store.find(id).orElseThrow(() -> new ProblemException(RunsResource.notVisibleYet(runId)));
        if (now.purged()) {
            throw new ProblemException(RunsResource.deleted(runId));
        }
        return new RunWatch(store, now, sse).from(revision(lastEventId));
    }

    private static int revision(String lastEventId) {
        return lastEventId != null && lastEventId.matches("[0-9]{1,9}") ? Integer.parseInt(lastEventId) : 0;
    }
}
