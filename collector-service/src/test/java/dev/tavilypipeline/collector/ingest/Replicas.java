package dev.tavilypipeline.collector.ingest;

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
import java.util.stream.Stream;

import org.bson.Document;

import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.OutboxPublisher;
import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.emit.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.kit.retry.RetryForever;

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
    /** Whether the one has written what it has in hand before the other takes the next batch. */
    private final boolean drained;
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
        this.drained = incidents.isEmpty();
        this.replicas = new Replica[] { new Replica(0), new Replica(1) };
    }

    List<RunEnvelope> emitted() {
        return emitted;
    }

    void work() {
        while (!batches.isEmpty() || Stream.of(replicas).anyMatch(Replica::holdsSome)) {
            int taker = takers.get(taken++ % takers.size());
            if (batches.isEmpty() || (drained && taker != working)) {
                writeAll();
            } else {
                working = taker;
                take(batches.removeFirst());
            }
            working = taker;
        }
        int last = incidents.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int undisturbed = 0; undisturbed < 2; undisturbed += calls > last ? 1 : 0) {
            sweep();
        }
    }

    /** Assembles it before the one before it is written. */
    private void take(List<Fact> batch) {
        Replica replica = replicas[working];
        try {
            FactBatch gathered = new FactBatch();
            batch.forEach(fact -> gathered.add(fact, "run.events-0-" + offset++));
            UpdatePlan assembled = replica.assembler.assemble(gathered.runs());
            writeFirst(replica);
            replica.inHand.add(new InHand(batch, assembled));
        } catch (Crash crash) {
            batches.addFirst(batch);
            replace(replica);
        }
    }

    private void writeAll() {
        for (working = 0; working < replicas.length; working++) {
            Replica replica = replicas[working];
            try {
                writeFirst(replica);
            } catch (Crash crash) {
                replace(replica);
            }
        }
    }

    private static void writeFirst(Replica replica) {
        if (replica.holdsSome()) {
            replica.assembledRuns.write(replica.inHand.getFirst().assembled);
            replica.inHand.removeFirst();
        }
    }

    /** What it had in hand comes again. */
    private void replace(Replica crashed) {
        Iterable<InHand> lastFirst = crashed.inHand::descendingIterator;
        lastFirst.forEach(lost -> batches.addFirst(lost.batch));
        replicas[crashed.number] = new Replica(crashed.number);
    }

    private void sweep() {
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        Replica sweeping = replicas[working];
        try {
            sweeping.sweep.sweep(OutboxEntry.Kind.FACTS, 100);
        } catch (Crash crash) {
            replace(sweeping);
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

    private void emit(List<PreparedEnvelope> envelopes) {
        try {
            call(() -> emitted.addAll(envelopes.stream().map(PreparedEnvelope::envelope).toList()));
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

        private final int number;
        private final RunUpdatePlanner assembler;
        private final RunWriter assembledRuns;
        private final OutboxRelay sweep;
        private final Deque<InHand> inHand = new ArrayDeque<>();

        Replica(int number) {
            this.number = number;
            RunStore store = new RunStore(interrupted(), clock);
            EmissionPolicy policy = new EmissionPolicy(Duration.ofSeconds(60));
            RetryForever retry = new RetryForever();
            OutboxPublisher settlement = new OutboxPublisher(store, Replicas.this::emit, retry, policy, clock);
            RunCache known = new RunCache();
            assembler = new RunUpdatePlanner(store, policy, retry, clock, known);
            assembledRuns = new RunWriter(store, Replicas.this::emit, settlement, retry, LEASE, clock, known);
            sweep = new OutboxRelay(store, settlement, LEASE, clock);
        }

        boolean holdsSome() {
            return !inHand.isEmpty();
        }
    }

    /** UpdatePlan and not written. */
    private record InHand(List<Fact> batch, UpdatePlan assembled) {
    }

    /** An error and not an exception, which would be tried again. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }
}
