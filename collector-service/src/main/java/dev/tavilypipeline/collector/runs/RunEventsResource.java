package dev.tavilypipeline.collector.runs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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
        int seen = lastEventId != null && REVISION.matcher(lastEventId).matches() ? Integer.parseInt(lastEventId) : 0;
        Run run = now.run();
        if (run.isTerminal() && seen >= run.row().revision()) {
            throw new WebApplicationException(Response.noContent().build());
        }
        AtomicInteger revision = new AtomicInteger(seen);
        Multi<List<OutboundSseEvent>> states = feed.follow(now)
                .map(state -> events(sse, state,
                        state.row().revision() > revision.getAndAccumulate(state.row().revision(), Math::max)))
                .filter(some -> !some.isEmpty())
                .onCompletion().continueWith(List.of(END));
        Multi<List<OutboundSseEvent>> heartbeats = Multi.createFrom().ticks().every(HEARTBEAT_EVERY).onOverflow().drop()
                .map(tick -> List.of(sse.newEventBuilder().comment("still here").build()));
        return Multi.createBy().merging().withRequests(1).streams(states, heartbeats)
                .select().first(some -> some != END)
                .concatMap(some -> Multi.createFrom().iterable(some));
    }

    /**
     * The run's last state has no id, only {@code done} behind it: whoever comes back with the id of {@code done} has seen
     * everything.
     *
     * @param isNew whether the listener has not seen this state
     */
    private static List<OutboundSseEvent> events(Sse sse, Run run, boolean isNew) {
        String revision = Integer.toString(run.row().revision());
        OutboundSseEvent.Builder state = event(sse, "run", run);
        if (!run.isTerminal()) {
            return isNew ? List.of(state.id(revision).build()) : List.of();
        }
        OutboundSseEvent done = event(sse, "done", Map.of("run_id", run.row().runId(), "status", run.row().status()))
                .id(revision).build();
        return isNew ? List.of(state.build(), done) : List.of(done);
    }

    private static OutboundSseEvent.Builder event(Sse sse, String name, Object data) {
        return sse.newEventBuilder().name(name).mediaType(MediaType.APPLICATION_JSON_TYPE).data(data);
    }
}
