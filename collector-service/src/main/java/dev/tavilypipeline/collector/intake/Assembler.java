package dev.tavilypipeline.collector.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tavilypipeline.collector.assemble.Fact;
import dev.tavilypipeline.collector.assemble.Projection;
import dev.tavilypipeline.collector.assemble.Run;
import dev.tavilypipeline.collector.assemble.RunFacts;
import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.Settlement;
import dev.tavilypipeline.collector.intake.KnownRuns.Known;
import dev.tavilypipeline.collector.store.FactsWrite;
import dev.tavilypipeline.collector.store.Mark;
import dev.tavilypipeline.collector.store.NewFacts;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.EndlessRetry;

/**
 * Adds facts to their runs and has the runs settled that come to their end by it.
 *
 * <p>
 * What is known of a run saves reading it: a write that gives the token of the latest known write takes place only where the
 * document is the known one. Where it is not, since another replica has written or a write was repeated, the facts are added
 * whatever the document is, and the run is read.
 *
 * <p>
 * Not for several threads.
 */
final class Assembler {

    private final RunStore store;
    private final Settlement settlement;
    private final EmissionPolicy policy;
    private final EndlessRetry retry;
    private final Duration lease;
    private final Clock clock;
    private final KnownRuns known = new KnownRuns();
    private final String writer = UUID.randomUUID().toString().substring(0, 8);
    private long writes;

    /** @param lease how long a mark set here is left to us */
    Assembler(RunStore store, Settlement settlement, EmissionPolicy policy, EndlessRetry retry, Duration lease, Clock clock) {
        this.store = store;
        this.settlement = settlement;
        this.policy = policy;
        this.retry = retry;
        this.lease = lease;
        this.clock = clock;
    }

    /** Returns when all facts are stored and every envelope that they brought about is emitted. */
    void take(Collection<NewFacts> batch) {
        Map<UUID, Known> before = known.take(batch.stream().map(NewFacts::runId).toList());
        List<Addition> additions = new ArrayList<>();
        for (NewFacts facts : batch) {
            Addition addition = addition(facts, before.get(facts.runId()));
            if (addition.write.facts().isEmpty()) {
                known.put(facts.runId(), before.get(facts.runId()));
            } else {
                additions.add(addition);
            }
        }
        Set<UUID> refused = retry.untilDoneHere("writing facts to mongodb",
                () -> store.write(additions.stream().map(Addition::write).toList()));
        List<RunState> after = Stream.concat(
                additions.stream().map(Addition::after).filter(state -> !refused.contains(state.runId())),
                addUnread(batch.stream().filter(facts -> refused.contains(facts.runId())).toList()).stream()).toList();
        settlement.settle(after.stream().filter(this::isOurs).toList());
        after.stream().filter(state -> !state.buried()).forEach(this::remember);
    }

    /** A write, and the run after it. */
    private record Addition(FactsWrite write, RunState after) {
    }

    private Addition addition(NewFacts facts, Known before) {
        RunFacts all = before == null ? new RunFacts() : before.facts();
        List<Fact> added = facts.facts().stream().filter(all::add).toList();
        Run run = Projection.of(facts.runId(), all);
        Instant now = clock.instant();
        String token = token(facts);
        RunState.Emitted emitted = before == null ? null : before.emitted();
        Mark mark = policy.isDue(run, emitted) ? Mark.ofFacts(dueAt(run, now), token) : null;
        return new Addition(new FactsWrite(facts.runId(), before == null ? null : before.token(), token, added, run, mark),
                new RunState(facts.runId(), all, run, true, token, now, mark, false, emitted, false));
    }

    /**
     * Also at its end, since its job may be read behind it. What waits for facts may be emitted by another, and is read again.
     */
    private void remember(RunState state) {
        boolean emittedNow = policy.isDue(state.run(), state.emitted());
        if (!emittedNow || state.run().isWhole()) {
            known.put(state.runId(), new Known(state.facts(), state.token(),
                    emittedNow ? new RunState.Emitted(state.run().summary().revision(), Projection.VERSION) : state.emitted()));
        }
    }

    private Instant dueAt(Run run, Instant now) {
        return run.isWhole() ? now.plus(lease) : policy.patientUntil(run, now);
    }

    /** What is waited for is left to the sweep. */
    private boolean isOurs(RunState state) {
        return state.mark() != null && (state.run().isWhole() || !state.shown());
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
        return retry.untilDoneHere("reading runs from mongodb",
                () -> store.find(batch.stream().map(NewFacts::runId).toList()));
    }

    private String token(NewFacts facts) {
        return facts.place() + "/" + writer + "-" + ++writes;
    }
}
