package dev.tavilypipeline.collector.runs;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.tavilypipeline.collector.projection.Run;

/**
 * Turns the states of a run into events for one listener. The id of an event is the revision that it shows. The run's last
 * state
 * has none, only {@code done} behind it: whoever comes back with the id of {@code done} has seen everything.
 */
final class RunEvents {

    private final Sse sse;
    private int revision;
    private boolean done;

    /** @param revision the last one that the listener has seen; 0 for none */
    RunEvents(Sse sse, int revision) {
        this.sse = sse;
        this.revision = revision;
    }

    boolean isDone() {
        return done;
    }

    /** @return none if the listener has seen this state */
    List<OutboundSseEvent> of(Run run) {
        boolean changed = run.row().revision() > revision;
        revision = Math.max(revision, run.row().revision());
        done = run.isTerminal();
        Stream<OutboundSseEvent> state = changed ? Stream.of(state(run)) : Stream.empty();
        return (done ? Stream.concat(state, Stream.of(end(run))) : state).toList();
    }

    OutboundSseEvent heartbeat() {
        return sse.newEventBuilder().comment("still here").build();
    }

    private OutboundSseEvent state(Run run) {
        OutboundSseEvent.Builder event = event("run", run);
        return done ? event.build() : event.id(Integer.toString(revision)).build();
    }

    private OutboundSseEvent end(Run run) {
        return event("done", Map.of("run_id", run.row().runId(), "status", run.row().status()))
                .id(Integer.toString(revision)).build();
    }

    private OutboundSseEvent.Builder event(String name, Object data) {
        return sse.newEventBuilder().name(name).mediaType(MediaType.APPLICATION_JSON_TYPE).data(data);
    }
}
