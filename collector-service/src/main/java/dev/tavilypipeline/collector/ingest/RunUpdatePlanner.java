package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EmissionPolicy.Decision;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Plans the updates of a batch, from cached runs or else from stored ones. It caches runs as they will be once the plan is
 * written, so that the next batch can be planned meanwhile. Not thread-safe.
 */
final class RunUpdatePlanner {

    private final RunStore store;
    private final EmissionPolicy policy;
    private final RetryForever retry;
    private final Clock clock;
    private final RunCache cache;
    private final String writer = UUID.randomUUID().toString().substring(0, 8);
    private long versions;

    RunUpdatePlanner(RunStore store, EmissionPolicy policy, RetryForever retry, Clock clock, RunCache cache) {
        this.store = store;
        this.policy = policy;
        this.retry = retry;
        this.clock = clock;
        this.cache = cache;
    }

    UpdatePlan plan(FactBatch batch) {
        Map<UUID, RunState> cached = cache.take(batch.runIds());
        Map<UUID, RunState> stored = find(batch.runIds().stream().filter(runId -> !cached.containsKey(runId)).toList());
        UpdatePlan plan = new UpdatePlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        batch.forEachRun((runId, received) -> {
            RunState run = cached.containsKey(runId) ? cached.get(runId) : stored.getOrDefault(runId, RunState.absent(runId));
            if (run.purged()) {
                return; // its last envelope stands
            }
            List<Fact> added = add(received, run.facts(), plan.overflow());
            if (!added.isEmpty()) {
                plan.updates().add(update(run, added, received.get(received.size() - 1)));
            } else if (stored.containsKey(runId) && run.isPendingByFacts()) {
                plan.pending().add(run);
            } else {
                cache.put(run);
            }
        });
        return plan;
    }

    private Map<UUID, RunState> find(List<UUID> runIds) {
        return runIds.isEmpty() ? Map.of()
                : retry.retryBlocking("reading runs from mongodb", () -> store.find(runIds)).stream()
                        .collect(Collectors.toMap(RunState::runId, run -> run));
    }

    /** @return the new facts */
    private static List<Fact> add(List<ReceivedFact> received, RunFacts facts, List<ConsumerRecord<byte[], byte[]>> overflow) {
        List<Fact> added = new ArrayList<>(received.size());
        for (ReceivedFact candidate : received) {
            if (!facts.fits(candidate.fact())) {
                overflow.add(candidate.record());
            } else if (facts.add(candidate.fact())) {
                added.add(candidate.fact());
            }
        }
        return added;
    }

    private RunUpdate update(RunState before, List<Fact> added, ReceivedFact last) {
        Instant now = clock.instant();
        String version = last.position() + "/" + writer + "-" + ++versions;
        Run run = before.run(now);
        Decision decision = policy.decide(run, before.emitted(), before.republish(), now);
        if (decision instanceof Decision.Emit emit) {
            // not cached: no more facts are expected
            return RunUpdate.ofFacts(before, added, version, run, null, emit.envelope());
        }
        OutboxEntry entry = decision instanceof Decision.Wait wait ? OutboxEntry.ofFacts(wait.until(), version) : null;
        RunUpdate update = RunUpdate.ofFacts(before, added, version, run, entry, null);
        cache.put(before.after(update));
        return update;
    }
}
