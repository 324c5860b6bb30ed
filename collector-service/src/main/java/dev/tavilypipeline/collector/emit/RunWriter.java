package dev.tavilypipeline.collector.emit;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.inject.Singleton;

import dev.tavilypipeline.collector.emit.EmissionPolicy.Decision;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.Tracing;

/**
 * Emits the envelopes of runs, and then writes the runs: their new facts, that their envelopes were emitted, and their outbox
 * entries.
 *
 * <p>
 * <b>Delivery.</b> An envelope counts as emitted after Kafka has acknowledged it, and only if no fact has arrived since the run
 * was read. After a crash in between it is emitted again: by the replica that reads the facts again, or by the one that finds
 * the outbox entry. Any number of replicas may publish the same run at once: they emit the same content.
 */
@Singleton
public class RunWriter {

    private final RunStore store;
    private final EnvelopeSink sink;
    private final EmissionPolicy policy;
    private final Duration lease;
    private final RetryForever retry;
    private final Clock clock;
    private final Tracing tracing;

    /** @param settings how long an outbox entry written here is left to this replica */
    public RunWriter(RunStore store, EnvelopeSink sink, EmissionPolicy policy, OutboxSettings settings, RetryForever retry,
            Clock clock, Tracing tracing) {
        this.store = store;
        this.sink = sink;
        this.policy = policy;
        this.lease = settings.relayAfter();
        this.retry = retry;
        this.clock = clock;
        this.tracing = tracing;
    }

    /**
     * Returns when all facts are stored and all envelopes that are due are emitted, however long it takes. On a conflict,
     * because another replica has written or a write was repeated, the facts are added unconditionally together with an outbox
     * entry, and the run is read and published.
     *
     * @param pending runs without new facts that have to be published
     * @param onConflict is given the runs in conflict
     */
    public void write(List<RunUpdate> updates, List<RunState> pending, Consumer<Set<UUID>> onConflict) {
        Set<UUID> conflicts = new HashSet<>(retry.retryBlocking("reading runs from mongodb",
                () -> store.conflicts(updates.stream().filter(RunUpdate::emits).toList())));
        List<RunUpdate> expected = updates.stream().filter(update -> !conflicts.contains(update.runId())).toList();
        try (EmissionSpans spans = EmissionSpans.ofFacts(tracing, expected)) {
            sink.emit(spans.envelopes());
            conflicts.addAll(retry.retryBlocking("writing facts to mongodb", () -> store.write(expected)));
        }
        onConflict.accept(conflicts);
        List<RunState> published = new ArrayList<>(pending);
        published.addAll(addFacts(updates.stream().filter(update -> conflicts.contains(update.runId())).toList()));
        publish(published);
    }

    private List<RunState> addFacts(List<RunUpdate> conflicts) {
        if (conflicts.isEmpty()) {
            return List.of();
        }
        return retry.retryBlocking("writing facts to mongodb", () -> {
            store.addFacts(conflicts, clock.instant().plus(lease));
            return store.find(conflicts.stream().map(RunUpdate::runId).toList());
        }).stream().filter(RunState::isPendingByFacts).toList();
    }

    /** Emits the envelopes of pending runs and removes their outbox entries. Returns when it is done, however long it takes. */
    public void publish(List<RunState> pending) {
        List<RunUpdate> updates = pending.stream().filter(state -> !state.purged()).map(this::update).toList();
        List<RunState> purged = pending.stream().filter(RunState::purged).toList();
        try (EmissionSpans spans = EmissionSpans.ofOutbox(tracing, updates)) {
            sink.emit(spans.envelopes());
            retry.retryBlocking("updating the outbox in mongodb", () -> {
                store.dropLateFacts(purged);
                // a conflict leaves the entry to whoever has written meanwhile, or else to the relay
                return store.write(updates);
            });
        }
    }

    private RunUpdate update(RunState state) {
        Run run = state.run(clock.instant());
        Decision decision = policy.decide(run, state.emitted(), state.republish(), state.writtenAt());
        return RunUpdate.of(state, List.of(), state.version(), run, decision.entry(state.version()), decision.envelope());
    }
}
