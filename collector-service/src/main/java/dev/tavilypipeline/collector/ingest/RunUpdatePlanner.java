package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.PreparedEnvelope;
import dev.tavilypipeline.collector.ingest.UpdatePlan.Addition;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.store.FactsWrite;
import dev.tavilypipeline.collector.store.NewFacts;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Tells what runs become by new facts: from what is remembered of a run, or else from what is read. It remembers them as they
 * will be when what it told is written, so that the next batch can be assembled meanwhile.
 *
 * <p>
 * Not for several threads.
 */
final class RunUpdatePlanner {

    private final RunStore store;
    private final EmissionPolicy policy;
    private final RetryForever retry;
    private final Clock clock;
    private final RunCache known;
    private final String writer = UUID.randomUUID().toString().substring(0, 8);
    private long writes;

    RunUpdatePlanner(RunStore store, EmissionPolicy policy, RetryForever retry, Clock clock, RunCache known) {
        this.store = store;
        this.policy = policy;
        this.retry = retry;
        this.clock = clock;
        this.known = known;
    }

    UpdatePlan assemble(Collection<NewFacts> batch) {
        Map<UUID, CachedRun> remembered = known.take(batch.stream().map(NewFacts::runId).toList());
        Map<UUID, RunState> read = read(batch.stream().map(NewFacts::runId).filter(id -> !remembered.containsKey(id)).toList());
        List<Addition> additions = new ArrayList<>();
        List<RunState> toSettle = new ArrayList<>();
        List<Fact> withoutRoom = new ArrayList<>();
        for (NewFacts facts : batch) {
            RunState state = read.get(facts.runId());
            if (state != null && state.buried()) {
                continue; // its last envelope stands
            }
            CachedRun run = state == null ? remembered.getOrDefault(facts.runId(), CachedRun.none()) : CachedRun.of(state);
            List<Fact> added = new ArrayList<>();
            withoutRoom.addAll(add(facts, run.facts(), added));
            if (!added.isEmpty()) {
                additions.add(addition(facts, added, run));
            } else if (state != null && state.isMarkedByFacts()) {
                toSettle.add(state);
            } else {
                known.put(facts.runId(), run);
            }
        }
        return new UpdatePlan(additions, toSettle, withoutRoom);
    }

    /** @return those that there is no room for, which are not among the new ones any more */
    private static List<Fact> add(NewFacts facts, RunFacts known, List<Fact> added) {
        List<Fact> withoutRoom = new ArrayList<>();
        for (Fact fact : facts.facts()) {
            if (!known.hasRoomFor(fact)) {
                withoutRoom.add(fact);
            } else if (known.add(fact)) {
                added.add(fact);
            }
        }
        withoutRoom.forEach(facts::remove);
        return withoutRoom;
    }

    private Map<UUID, RunState> read(List<UUID> runs) {
        return runs.isEmpty() ? Map.of()
                : retry.retryBlocking("reading runs from mongodb", () -> store.find(runs)).stream()
                        .collect(Collectors.toMap(RunState::runId, state -> state));
    }

    private Addition addition(NewFacts facts, List<Fact> added, CachedRun before) {
        UUID runId = facts.runId();
        String token = facts.place() + "/" + writer + "-" + ++writes;
        Run run = Projection.of(runId, before.facts());
        Duration wait = policy.waitFor(run);
        boolean due = policy.isDue(run, before.emitted());
        if (due && wait.isZero()) {
            // nothing more is expected of it: whoever comes late reads it
            PreparedEnvelope envelope = PreparedEnvelope.of(run, clock.instant(), false);
            return new Addition(facts,
                    new FactsWrite(runId, before.token(), before.mark(), token, added, run, null, envelope.emission()),
                    envelope);
        }
        OutboxEntry mark = due ? OutboxEntry.ofFacts(clock.instant().plus(wait), token) : null;
        known.put(runId, new CachedRun(before.facts(), token, due ? mark : before.mark(), before.emitted()));
        return new Addition(facts, new FactsWrite(runId, before.token(), before.mark(), token, added, run, mark, null), null);
    }
}
