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

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;

import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.emit.OutboxTimes;
import dev.tavilypipeline.collector.emit.RunWriter;
import dev.tavilypipeline.collector.ingest.RunUpdatePlanner.UpdatePlan;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.Tracing;

/**
 * Two collectors on one MongoDB, which consume batches in turn, with faults at numbered calls. One that crashes is replaced,
 * and its batches are consumed again.
 */
final class Replicas {

    private static final OutboxTimes TIMES = new OutboxTimes(Duration.ofSeconds(60), Duration.ofSeconds(30));

    private final MongoCollection<Document> runs;
    private final Deque<List<Fact>> batches;
    private final Map<Integer, Fault> faults;
    private final List<RunEnvelope> emitted = new ArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final Clock clock = clockOf(() -> now.updateAndGet(time -> time.plusMillis(1)));
    private final Replica[] replicas;
    /** Whether a replica writes its batches in flight before the other consumes the next one. */
    private final boolean drained;
    private final List<Integer> consumers;
    private int consumed;
    private int calls;
    private int offset;
    private int working;
    private boolean nested;

    /** @param consumers which of the two, 0 or 1, consumes which batch */
    Replicas(MongoCollection<Document> runs, List<List<Fact>> batches, List<Integer> consumers,
            Map<Integer, Fault> faults) {
        this.runs = runs;
        this.batches = new ArrayDeque<>(batches);
        this.consumers = consumers;
        this.faults = faults;
        this.drained = faults.isEmpty();
        this.replicas = new Replica[] { new Replica(0), new Replica(1) };
    }

    List<RunEnvelope> emitted() {
        return emitted;
    }

    void run() {
        while (!batches.isEmpty() || Stream.of(replicas).anyMatch(Replica::hasInFlight)) {
            int consumer = consumers.get(consumed++ % consumers.size());
            if (batches.isEmpty() || (drained && consumer != working)) {
                writeAll();
            } else {
                working = consumer;
                consume(batches.removeFirst());
            }
            working = consumer;
        }
        int last = faults.keySet().stream().mapToInt(Integer::intValue).max().orElse(0);
        for (int withoutFaults = 0; withoutFaults < 2; withoutFaults += calls > last ? 1 : 0) {
            relay();
        }
    }

    /** Plans a batch before the one before it is written. */
    private void consume(List<Fact> batch) {
        Replica replica = replicas[working];
        try {
            FactBatch received = new FactBatch(clock.instant());
            batch.forEach(fact -> received
                    .add(new ReceivedFact(fact, new ConsumerRecord<>(Topics.RUN_EVENTS, 0, offset++, null, null))));
            UpdatePlan plan = replica.planner.plan(received);
            writeFirst(replica);
            replica.inFlight.add(new InFlight(batch, plan));
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
        if (replica.hasInFlight()) {
            UpdatePlan plan = replica.inFlight.getFirst().plan;
            replica.writer.write(plan.updates(), plan.pending(), replica.cache::invalidate);
            replica.inFlight.removeFirst();
        }
    }

    /** Its batches in flight are consumed again. */
    private void replace(Replica crashed) {
        Iterable<InFlight> lastFirst = crashed.inFlight::descendingIterator;
        lastFirst.forEach(lost -> batches.addFirst(lost.batch));
        replicas[crashed.number] = new Replica(crashed.number);
    }

    private void relay() {
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        Replica relaying = replicas[working];
        try {
            relaying.relay.publishDue(OutboxEntry.Kind.FACTS, 100);
        } catch (Crash crash) {
            replace(relaying);
        }
    }

    private <T> T call(Callable<T> call) throws Exception {
        Fault fault = faults.get(calls++);
        if (fault == Fault.CRASH_BEFORE) {
            throw new Crash();
        }
        if (fault == Fault.OTHER_CONSUMES || fault == Fault.OTHER_RELAYS) {
            interfere(fault);
        }
        T result = call.call();
        if (fault == Fault.CRASH_AFTER) {
            throw new Crash();
        }
        return result;
    }

    private void interfere(Fault fault) {
        if (nested) {
            return;
        }
        nested = true;
        working = 1 - working;
        if (fault == Fault.OTHER_RELAYS) {
            relay();
        } else if (!batches.isEmpty()) {
            consume(batches.removeFirst());
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
    private MongoCollection<Document> withFaults() {
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
        private final RunUpdatePlanner planner;
        private final RunWriter writer;
        private final RunCache cache = new RunCache();
        private final OutboxRelay relay;
        private final Deque<InFlight> inFlight = new ArrayDeque<>();

        Replica(int number) {
            this.number = number;
            RunStore store = new RunStore(withFaults(), clock);
            EmissionPolicy policy = new EmissionPolicy(TIMES);
            RetryForever retry = new RetryForever();
            writer = new RunWriter(store, Replicas.this::emit, policy, TIMES, retry, clock, Tracing.OFF);
            planner = new RunUpdatePlanner(store, policy, retry, clock, cache);
            relay = new OutboxRelay(store, writer, TIMES, clock);
        }

        boolean hasInFlight() {
            return !inFlight.isEmpty();
        }
    }

    /** Planned and not written yet. */
    private record InFlight(List<Fact> batch, UpdatePlan plan) {
    }

    /** An error and not an exception, which would be retried. */
    private static final class Crash extends Error {

        private static final long serialVersionUID = 1L;
    }
}
