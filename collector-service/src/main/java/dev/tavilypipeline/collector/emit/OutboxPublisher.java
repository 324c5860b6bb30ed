package dev.tavilypipeline.collector.emit;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import dev.tavilypipeline.collector.emit.EmissionPolicy.Decision;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Publishes pending runs: emits their envelopes and then removes their outbox entries.
 *
 * <p>
 * <b>Delivery.</b> An entry is removed after Kafka has acknowledged the envelope, and only if no fact has arrived since the run
 * was read. After a crash in between the entry is still there, and the run is published again. Any number of replicas may
 * publish the same run at once: they emit the same content.
 */
public class OutboxPublisher {

    private final RunStore store;
    private final EnvelopeSink sink;
    private final RetryForever retry;
    private final EmissionPolicy policy;
    private final Clock clock;

    public OutboxPublisher(RunStore store, EnvelopeSink sink, RetryForever retry, EmissionPolicy policy, Clock clock) {
        this.store = store;
        this.sink = sink;
        this.retry = retry;
        this.policy = policy;
        this.clock = clock;
    }

    /** Returns when all are published, however long it takes. */
    public void publish(Collection<RunState> pending) {
        List<RunUpdate> updates = pending.stream().filter(state -> !state.purged()).map(this::update).toList();
        List<RunState> purged = pending.stream().filter(RunState::purged).toList();
        sink.emit(updates.stream().filter(RunUpdate::emits).map(RunUpdate::envelope).toList());
        retry.retryBlocking("updating the outbox in mongodb", () -> {
            store.dropLateFacts(purged);
            // a conflict leaves the entry to whoever has written meanwhile, or else to the relay
            return store.write(updates);
        });
    }

    private RunUpdate update(RunState state) {
        Run run = state.run(clock.instant());
        Decision decision = policy.decide(run, state.emitted(), state.republish(), state.writtenAt());
        if (decision instanceof Decision.Emit emit) {
            return RunUpdate.ofPublishing(state, run, null, emit.envelope());
        }
        OutboxEntry later = decision instanceof Decision.Wait wait ? OutboxEntry.ofFacts(wait.until(), state.version()) : null;
        return RunUpdate.ofPublishing(state, run, later, null);
    }
}
