package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EmissionPolicy.Decision;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.kit.retry.RetryForever;

/**
 * Plans the updates of a batch, from cached runs or else from stored ones. It caches runs as they will be once the plan is
 * written, so that the next batch can be planned meanwhile. Not thread-safe.
 */
final class RunUpdatePlanner {

    /** Of the stored facts that one plan reads: two plans are in memory at once, each with the envelopes of its runs. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

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

    /**
     * What has to be done for a batch of facts.
     *
     * @param pending runs without new facts that another replica stored and did not publish
     * @param overflow records whose facts do not fit into their runs
     */
    record UpdatePlan(List<RunUpdate> updates, List<RunState> pending, List<ConsumerRecord<byte[], byte[]>> overflow) {
    }

    /**
     * Plans the next runs of the batch, as many as may be in memory at once, and removes them from it. After a failure the
     * batch is as before, and nothing is cached that is not planned.
     */
    UpdatePlan plan(FactBatch batch) {
        Map<UUID, RunState> cached = cache.take(batch.runIds());
        try {
            Set<UUID> absent = new HashSet<>(batch.runIds());
            absent.removeAll(cached.keySet());
            List<UUID> stored = nextStored(absent);
            UpdatePlan plan = new UpdatePlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            cached.values().forEach(run -> plan(run, batch.facts(run.runId()), false, plan));
            find(stored).forEach(run -> plan(run, batch.facts(run.runId()), true, plan));
            absent.forEach(runId -> plan(RunState.absent(runId), batch.facts(runId), false, plan));
            batch.remove(cached.keySet());
            batch.remove(stored);
            batch.remove(absent);
            return plan;
        } catch (RuntimeException e) {
            cache.invalidate(batch.runIds());
            throw e;
        }
    }

    /**
     * @param candidates runs that are not cached; those that are stored are removed
     * @return stored runs that may be in memory at once
     */
    private List<UUID> nextStored(Set<UUID> candidates) {
        List<UUID> next = new ArrayList<>();
        int bytes = 0;
        for (Map.Entry<UUID, Integer> run : sizes(candidates).entrySet()) {
            candidates.remove(run.getKey());
            if (bytes < MAX_BYTES) {
                next.add(run.getKey());
                bytes += run.getValue();
            }
        }
        return next;
    }

    private Map<UUID, Integer> sizes(Set<UUID> runIds) {
        return runIds.isEmpty() ? Map.of()
                : retry.retryBlocking("reading runs from mongodb", () -> store.sizes(runIds));
    }

    private List<RunState> find(List<UUID> runIds) {
        return runIds.isEmpty() ? List.of() : retry.retryBlocking("reading runs from mongodb", () -> store.find(runIds));
    }

    private void plan(RunState run, List<ReceivedFact> received, boolean stored, UpdatePlan plan) {
        if (run.purged()) {
            return; // its last envelope stands
        }
        List<Fact> added = add(received, run.facts(), plan.overflow());
        if (!added.isEmpty()) {
            plan.updates().add(update(run.tracedBy(traceOf(received)), added, received.get(received.size() - 1)));
        } else if (stored && run.isPendingByFacts()) {
            plan.pending().add(run);
        } else {
            cache.put(run);
        }
    }

    /** Of the newest fact that has one; null if there is none. */
    private static String traceOf(List<ReceivedFact> received) {
        return received.stream().map(ReceivedFact::traceparent).filter(Objects::nonNull)
                .reduce(null, (earlier, later) -> later);
    }

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
        RunUpdate update = RunUpdate.of(before, added, version, run, decision.entry(version), decision.envelope());
        if (!update.emits()) { // else no more facts are expected
            cache.put(before.after(update));
        }
        return update;
    }
}
