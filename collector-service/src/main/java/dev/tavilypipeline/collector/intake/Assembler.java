package dev.tavilypipeline.collector.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.tavilypipeline.collector.assemble.Fact;
import dev.tavilypipeline.collector.assemble.Projection;
import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.Outgoing;
import dev.tavilypipeline.collector.emit.Settlement;
import dev.tavilypipeline.collector.store.FactsWrite;
import dev.tavilypipeline.collector.store.Mark;
import dev.tavilypipeline.collector.store.NewFacts;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.EndlessRetry;

/**
 * Adds facts to their runs and emits the runs that come to their end by it.
 *
 * <p>
 * What a run is with the new facts is known before they are written, so that its envelope goes out first and one write keeps
 * facts and emission. The write takes place only where the document still is the one that was known; where it is not, since
 * another replica has written or a write was repeated, the facts are added whatever the document is, with a mark, and the run
 * is read and settled. Batches that are not written in the end come again.
 *
 * <p>
 * Not for several threads.
 */
final class Assembler {

    private final RunStore store;
    private final EnvelopeSink sink;
    private final Settlement settlement;
    private final EmissionPolicy policy;
    private final EndlessRetry retry;
    private final Duration lease;
    private final Clock clock;
    private final KnownRuns known = new KnownRuns();
    private final String writer = UUID.randomUUID().toString().substring(0, 8);
    private long writes;

    /** @param lease how long a mark set here is left to us */
    Assembler(RunStore store, EnvelopeSink sink, Settlement settlement, EmissionPolicy policy, EndlessRetry retry,
            Duration lease, Clock clock) {
        this.store = store;
        this.sink = sink;
        this.settlement = settlement;
        this.policy = policy;
        this.retry = retry;
        this.lease = lease;
        this.clock = clock;
    }

    /** Returns when all facts are stored and every envelope that they brought about is emitted. */
    void take(Collection<NewFacts> batch) {
        Map<UUID, KnownRun> before = known.take(batch.stream().map(NewFacts::runId).toList());
        Map<UUID, RunState> read = read(batch.stream().filter(facts -> !before.containsKey(facts.runId())).toList()).stream()
                .collect(Collectors.toMap(RunState::runId, state -> state));
        List<Addition> additions = new ArrayList<>();
        List<RunState> toSettle = new ArrayList<>();
        for (NewFacts facts : batch) {
            RunState state = read.get(facts.runId());
            KnownRun run = state == null ? before.getOrDefault(facts.runId(), KnownRun.none()) : KnownRun.of(state);
            List<Fact> added = facts.facts().stream().filter(run.facts()::add).toList();
            if (state != null && state.buried()) {
                continue; // its last envelope stands
            }
            if (!added.isEmpty()) {
                additions.add(addition(facts.runId(), added, run, token(facts)));
            } else if (state != null && isOurs(state)) {
                toSettle.add(state); // written by a replica that died before it was settled
            } else {
                known.put(facts.runId(), run);
            }
        }
        Set<UUID> refused = write(additions);
        toSettle.addAll(addUnread(batch.stream().filter(facts -> refused.contains(facts.runId())).toList()));
        settlement.settle(toSettle);
    }

    /** @return the runs that are not as they were known, to which nothing was added */
    private Set<UUID> write(List<Addition> additions) {
        Set<UUID> refused = new HashSet<>(retry.untilDoneHere("reading runs from mongodb",
                () -> store.changed(additions.stream().filter(Addition::emitsWhatIsKnown).map(Addition::write).toList())));
        List<Addition> current = additions.stream().filter(addition -> !refused.contains(addition.write.runId())).toList();
        sink.emit(current.stream().map(Addition::envelope).filter(Objects::nonNull).toList());
        refused.addAll(retry.untilDoneHere("writing facts to mongodb",
                () -> store.write(current.stream().map(Addition::write).toList())));
        current.stream().filter(addition -> addition.after != null && !refused.contains(addition.write.runId()))
                .forEach(addition -> known.put(addition.write.runId(), addition.after));
        return refused;
    }

    /**
     * @param envelope to be emitted before the write; null if there is none
     * @param after what is known when the write has taken place; null where nothing more is expected
     */
    private record Addition(FactsWrite write, Outgoing envelope, KnownRun after) {

        boolean emitsWhatIsKnown() {
            return envelope != null && write.expected() != null;
        }
    }

    private Addition addition(UUID runId, List<Fact> added, KnownRun before, String token) {
        Run run = Projection.of(runId, before.facts());
        Duration wait = policy.waitFor(run);
        boolean due = policy.isDue(run, before.emitted());
        if (due && wait.isZero()) {
            Outgoing envelope = Outgoing.of(run, clock.instant());
            return new Addition(
                    new FactsWrite(runId, before.token(), before.mark(), token, added, run, null, envelope.emission()),
                    envelope, null);
        }
        Mark mark = due ? Mark.ofFacts(clock.instant().plus(wait), token) : null;
        return new Addition(new FactsWrite(runId, before.token(), before.mark(), token, added, run, mark, null), null,
                new KnownRun(before.facts(), token, due ? mark : before.mark(), before.emitted()));
    }

    private List<RunState> read(Collection<NewFacts> batch) {
        return batch.isEmpty() ? List.of()
                : retry.untilDoneHere("reading runs from mongodb",
                        () -> store.find(batch.stream().map(NewFacts::runId).toList()));
    }

    /** What is replayed is left to the sweep. */
    private boolean isOurs(RunState state) {
        return state.mark() != null && state.mark().kind() == Mark.Kind.FACTS;
    }

    private List<RunState> addUnread(Collection<NewFacts> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        Map<NewFacts, Mark> marked = batch.stream()
                .collect(Collectors.toMap(facts -> facts, facts -> Mark.ofFacts(clock.instant().plus(lease), token(facts))));
        retry.untilDoneHere("writing facts to mongodb", () -> {
            store.add(marked);
            return marked;
        });
        return read(batch).stream().filter(this::isOurs).toList();
    }

    private String token(NewFacts facts) {
        return facts.place() + "/" + writer + "-" + ++writes;
    }
}
