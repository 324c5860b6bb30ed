package dev.tavilypipeline.collector.intake;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

import org.bson.Document;

import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.collector.assemble.Fact;
import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.Outgoing;
import dev.tavilypipeline.collector.emit.Settlement;
import dev.tavilypipeline.collector.emit.Sweep;
import dev.tavilypipeline.collector.store.Mark;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.retry.EndlessRetry;

/**
 * Two collectors on one MongoDB, which take the batches in turn and get into each other's way at the calls that are named. One
 * that crashes is replaced, and its batch comes again.
 */
final class Replicas {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final MongoCollection<Document> runs;
    private final Deque<List<Fact>> batches;
    private final Map<Integer, Incident> incidents;
    private final List<RunEnvelope> emitted = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Clock clock = clockOf(() -> now.updateAndGet(time -> time.plusMillis(1)));
    private final Replica[] replicas;
    private final List<Integer> takers;
    private int taken;
    private int calls;
    private int offset;
    private int working;
    private boolean nested;

    /** @param takers which of the two, 0 or 1, takes which batch */
    Replicas(MongoCollection<Document> runs, List<List<Fact>> batches, List<Integer> takers,
            Map<Integer, Incident> incidents) {
        this.runs = runs;
        this.batches = new ArrayDeque<>(batches);
        this.takers = takers;
        this.incidents = incidents;
        this.replicas = new Replica[] { new Replica(), new Replica() };
    }

    List<RunEnvelope> emitted() {
        return emitted;
    }

    void work() {
        while (!batches.isEmpty()) {
            working = takers.get(taken++ % takers.size());
            take(batches.removeFirst());
        }
        int last = incidents.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int undisturbed = 0; undisturbed < 2; undisturbed += calls > last ? 1 : 0) {
            sweep();
        }
    }

    private void take(List<Fact> batch) {
        try {
            FactBatch gathered = new FactBatch();
            batch.forEach(fact -> gathered.add(fact, "run.events-0-" + offset++));
            replicas[working].assembler.take(gathered.runs());
        } catch (Crash crash) {
            replicas[working] = new Replica();
            batches.addFirst(batch);
        }
    }

    private void sweep() {
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        try {
            replicas[working].sweep.sweep(Mark.Kind.FACTS, 100);
        } catch (Crash crash) {
            replicas[working] = new Replica();
        }
    }

    private <T> T call(Callable<T> call) throws Exception {
        Incident incident = incidents.get(calls++);
        if (incident == Incident.CRASH_BEFORE) {
            throw new Crash();
        }
        if (incident == Incident.OTHER_TAKES || incident == Incident.OTHER_SWEEPS) {
            meanwhile(incident);
        }
        T result = call.call();
        if (incident == Incident.CRASH_AFTER) {
            throw new Crash();
        }
        return result;
    }

    private void meanwhile(Incident incident) {
        if (nested) {
            return;
        }
        nested = true;
        working = 1 - working;
        if (incident == Incident.OTHER_SWEEPS) {
            sweep();
        } else if (!batches.isEmpty()) {
            take(batches.removeFirst());
        }
        working = 1 - working;
        nested = false;
    }

    private void emit(List<Outgoing> envelopes) {
        try {
            call(() -> emitted.addAll(envelopes.stream().map(Outgoing::envelope).toList()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private MongoCollection<Document> interrupted() {
        return (MongoCollection<Document>) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { MongoCollection.class }, (proxy, method, arguments) -> call(() -> {
                    try {
                        return method.invoke(runs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof RuntimeException cause ? cause : e;
                    }
                }));
    }

    private static Clock clockOf(InstantSource source) {
        return source.withZone(java.time.ZoneOffset.UTC);
    }

    private final class Replica {

        private final Assembler assembler;
        private final Sweep sweep;

        Replica() {
            RunStore store = new RunStore(interrupted(), clock);
            EmissionPolicy policy = new EmissionPolicy(Duration.ofSeconds(60));
            EndlessRetry retry = new EndlessRetry();
            Settlement settlement = new Settlement(store, Replicas.this::emit, retry, policy, clock);
            assembler = new Assembler(store, Replicas.this::emit, settlement, policy, retry, LEASE, clock);
            sweep = new Sweep(store, settlement, LEASE, clock);
        }
    }

    /** An error and not an exception, which would be tried again. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }
}
