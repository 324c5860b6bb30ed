package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.OutboxPublisher;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Executes plans in their order: the envelopes are emitted first, then one conditional write stores facts and emission. On a
 * conflict, because another replica has written or a write was repeated, the facts are added unconditionally together with an
 * outbox entry, and the run is read and published. Not thread-safe.
 */
final class RunWriter {

    private final RunStore store;
    private final EnvelopeSink sink;
    private final OutboxPublisher publisher;
    private final RetryForever retry;
    private final Duration lease;
    private final Clock clock;
    private final RunCache cache;

    /** @param lease how long an outbox entry written here is left to this replica */
    RunWriter(RunStore store, EnvelopeSink sink, OutboxPublisher publisher, RetryForever retry, Duration lease, Clock clock,
            RunCache cache) {
        this.store = store;
        this.sink = sink;
        this.publisher = publisher;
        this.retry = retry;
        this.lease = lease;
        this.clock = clock;
        this.cache = cache;
    }

    /** Returns when all facts are stored and all envelopes that are due are emitted, however long it takes. */
    void write(UpdatePlan plan) {
        List<RunUpdate> conflicts = writeConditionally(plan.updates());
        List<RunState> pending = new ArrayList<>(plan.pending());
        pending.addAll(writeUnconditionally(conflicts));
        publisher.publish(pending);
    }

    /** @return the updates in conflict, of which nothing was written */
    private List<RunUpdate> writeConditionally(List<RunUpdate> updates) {
        Set<UUID> conflicts = new HashSet<>(retry.retryBlocking("reading runs from mongodb",
                () -> store.conflicts(updates.stream().filter(RunUpdate::emits).toList())));
        List<RunUpdate> expected = updates.stream().filter(update -> !conflicts.contains(update.runId())).toList();
        sink.emit(expected.stream().filter(RunUpdate::emits).map(RunUpdate::envelope).toList());
        conflicts.addAll(retry.retryBlocking("writing facts to mongodb", () -> store.write(expected)));
        cache.invalidate(conflicts);
        return updates.stream().filter(update -> conflicts.contains(update.runId())).toList();
    }

    /** @return the runs to be published */
    private List<RunState> writeUnconditionally(List<RunUpdate> conflicts) {
        if (conflicts.isEmpty()) {
            return List.of();
        }
        return retry.retryBlocking("writing facts to mongodb", () -> {
            store.addFacts(conflicts, clock.instant().plus(lease));
            return store.find(conflicts.stream().map(RunUpdate::runId).toList());
        }).stream().filter(RunState::isPendingByFacts).toList();
    }
}
