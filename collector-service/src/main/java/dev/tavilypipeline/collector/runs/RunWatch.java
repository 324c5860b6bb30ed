package dev.tavilypipeline.collector.runs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Looks at one run again and again for one listener, and tells what is new. */
final class RunWatch {

    static final Duration LOOK_EVERY = Duration.ofMillis(500);
    static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(15);

    private final RunStore store;
    private final UUID runId;
    private final Sse sse;
    private Optional<RunState> unseen;
    private String version;
    private int revision;
    private boolean done;
    private long looks;

    /** @param now the run as it was read a moment ago */
    RunWatch(RunStore store, RunState now, Sse sse) {
        this.store = store;
        this.runId = now.runId();
        this.unseen = Optional.of(now);
        this.sse = sse;
    }

    /** @param revision the one heard last; 0 for none */
    Multi<OutboundSseEvent> from(int revision) {
        this.revision = revision;
        return Multi.createFrom().ticks().every(LOOK_EVERY)
                .onOverflow().drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(tick -> look())
                .select().first(events -> !events.isEmpty() || !done)
                .concatMap(events -> Multi.createFrom().iterable(events));
    }

    private List<OutboundSseEvent> look() {
        if (done) {
            return List.of();
        }
        if (unseen.isPresent()) {
            RunState first = unseen.orElseThrow();
            unseen = Optional.empty();
            version = first.version();
            return news(first);
        }
        Optional<String> now = store.version(runId);
        if (now.isPresent() && !now.get().equals(version)) {
            version = now.get();
            return store.find(runId).map(this::news).orElse(List.of());
        }
        boolean quiet = ++looks % (HEARTBEAT_EVERY.toMillis() / LOOK_EVERY.toMillis()) == 0;
        return quiet ? List.of(sse.newEventBuilder().comment("still here").build()) : List.of();
    }

    private List<OutboundSseEvent> news(RunState state) {
        Run run = state.run();
        boolean changed = run.row().revision() > revision;
        revision = Math.max(revision, run.row().revision());
        Stream<OutboundSseEvent> change = changed ? Stream.of(event("run", run)) : Stream.empty();
        done = run.isTerminal();
        Stream<OutboundSseEvent> end = done
                ? Stream.of(event("done", Map.of("run_id", runId, "status", run.row().status())))
                : Stream.empty();
        return Stream.concat(change, end).toList();
    }

    private OutboundSseEvent event(String name, Object data) {
        return sse.newEventBuilder()
                .name(name)
                .id(Integer.toString(revision))
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(data)
                .build();
    }
}
