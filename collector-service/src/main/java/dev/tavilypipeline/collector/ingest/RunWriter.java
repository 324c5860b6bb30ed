package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.OutboxPublisher;
import dev.tavilypipeline.collector.ingest.UpdatePlan.Addition;
import dev.tavilypipeline.collector.store.NewFacts;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Does what was assembled, batch after batch in their order: the envelopes go out first, and one write keeps facts and
 * emission. A write takes place only where the document still is the one that was known; where it is not, since another
 * replica has written or a write was repeated, the facts are added whatever the document is, with a mark, and the run is read
 * and settled.
 *
 * <p>
 * Not for several threads.
 */
final class RunWriter {

    private final RunStore store;
    private final EnvelopeSink sink;
    private final OutboxPublisher settlement;
    private final RetryForever retry;
    private final Duration lease;
    private final Clock clock;
    private final RunCache known;

    /** @param lease how long a mark set here is left to us */
    RunWriter(RunStore store, EnvelopeSink sink, OutboxPublisher settlement, RetryForever retry, Duration lease, Clock clock,
            RunCache known) {
        this.store = store;
        this.sink = sink;
        this.settlement = settlement;
        this.retry = retry;
        this.lease = lease;
        this.clock = clock;
        this.known = known;
    }

    /** Returns when all facts are stored and every envelope that they brought about is emitted, however long it takes. */
    void write(UpdatePlan assembled) {
        List<Addition> refused = writeWhereKnown(assembled.additions());
        List<RunState> toSettle = new ArrayList<>(assembled.toSettle());
        toSettle.addAll(addAnyway(refused.stream().map(Addition::facts).toList()));
        settlement.settle(toSettle);
    }

    /** @return those whose runs are not as they were known, to which nothing was added */
    private List<Addition> writeWhereKnown(List<Addition> additions) {
        Set<UUID> refused = new HashSet<>(retry.retryBlocking("reading runs from mongodb",
                () -> store.changed(additions.stream().filter(Addition::emits).map(Addition::write).toList())));
        List<Addition> asKnown = additions.stream().filter(addition -> !refused.contains(addition.runId())).toList();
        sink.emit(asKnown.stream().map(Addition::envelope).filter(Objects::nonNull).toList());
        refused.addAll(retry.retryBlocking("writing facts to mongodb",
                () -> store.write(asKnown.stream().map(Addition::write).toList())));
        known.forget(refused);
        return additions.stream().filter(addition -> refused.contains(addition.runId())).toList();
    }

    private List<RunState> addAnyway(List<NewFacts> refused) {
        if (refused.isEmpty()) {
            return List.of();
        }
        Map<NewFacts, OutboxEntry> marked = refused.stream().collect(Collectors.toMap(facts -> facts,
                facts -> OutboxEntry.ofFacts(clock.instant().plus(lease), facts.place() + "/" + UUID.randomUUID())));
        retry.retryBlocking("writing facts to mongodb", () -> {
            store.add(marked);
            return marked;
        });
        return retry.retryBlocking("reading runs from mongodb",
                () -> store.find(refused.stream().map(NewFacts::runId).toList())).stream()
                .filter(RunState::isMarkedByFacts).toList();
    }
}
