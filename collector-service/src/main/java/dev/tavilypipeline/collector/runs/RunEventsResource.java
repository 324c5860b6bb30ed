package dev.tavilypipeline.collector.runs;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.http.Problem;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.UuidParameter;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;

/** A run's progress as server-sent events, from any replica. */
@Path("/runs/{run_id}/events")
public class RunEventsResource {

    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(15);
    private static final int RETRY_AFTER_SECONDS = 5;
    /** Ends the heartbeats too. */
    private static final List<OutboundSseEvent> END = List.of();
    private static final Pattern REVISION = Pattern.compile("[0-9]{1,9}");

    private final RunStore store;
    private final RunFeed feed;

    RunEventsResource(RunStore store, RunFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /**
     * An event {@code run} for each new state, with the run as its data and the revision as its id, and {@code done} after the
     * run's end. A client that comes back with the id of the last event gets newer ones only, and 204 if there will be none.
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    public Multi<OutboundSseEvent> events(@PathParam("run_id") String runId,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) String lastEventId, @Context Sse sse) {
        UUID id = UuidParameter.parse("run_id", runId);
        if (feed.isFull()) {
            throw new WebApplicationException(
                    Problem.unavailable("too many clients listen to runs: try again in a while", RETRY_AFTER_SECONDS));
        }
        RunState now = store.find(id).orElseThrow(() -> new ProblemException(RunsResource.notVisibleYet(runId)));
        if (now.purged()) {
            throw new ProblemException(RunsResource.deleted(runId));
        }
        int seen = revision(lastEventId);
        Run run = now.run();
        if (run.isTerminal() && seen >= run.row().revision()) {
            throw new WebApplicationException(Response.noContent().build());
        }
        return events(now, new RunEvents(sse, seen));
    }

    private Multi<OutboundSseEvent> events(RunState now, RunEvents events) {
        Multi<List<OutboundSseEvent>> states = feed.follow(now).map(events::of)
                .filter(some -> !some.isEmpty())
                .onCompletion().continueWith(List.of(END));
        Multi<List<OutboundSseEvent>> heartbeats = Multi.createFrom().ticks().every(HEARTBEAT_EVERY).onOverflow().drop()
                .map(tick -> List.of(events.heartbeat()));
        return Multi.createBy().merging().withRequests(1).streams(states, heartbeats)
                .select().first(some -> some != END)
                .concatMap(some -> Multi.createFrom().iterable(some));
    }

    private static int revision(String lastEventId) {
        return lastEventId != null && REVISION.matcher(lastEventId).matches() ? Integer.parseInt(lastEventId) : 0;
    }
}
