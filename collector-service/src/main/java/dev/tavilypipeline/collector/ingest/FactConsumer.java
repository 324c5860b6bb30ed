package dev.tavilypipeline.collector.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EmitSettings;
import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.OutboxPublisher;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Takes facts from Kafka into the store: while a batch is written, the next one is read and assembled.
 *
 * <p>
 * <b>Delivery.</b> A batch is acknowledged, and its offsets may be committed, when all its facts are in MongoDB and every
 * envelope that they brought about is in Kafka; records that cannot be read are in the dead letters. Until then it is tried
 * again, whatever fails, so that neither is skipped. After a crash in between the batch is read again, which changes nothing
 * that was done.
 */
@ApplicationScoped
class FactConsumer {

    private static final Logger LOG = Logger.getLogger(FactConsumer.class);

    private final RunUpdatePlanner assembler;
    private final RunWriter assembledRuns;
    private final DeadLetters deadLetters;
    private final RetryForever retry;
    private final MeterRegistry metrics;
    private final InFlightBatches inHand;
    private final ExecutorService assembling = Executors.newSingleThreadExecutor(work -> thread(work, "assembling"));
    private final ExecutorService writing = Executors.newSingleThreadExecutor(work -> thread(work, "writing"));
    private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

    FactConsumer(RunStore store, EnvelopeSink sink, OutboxPublisher settlement, EmissionPolicy policy, EmitSettings settings,
            DeadLetters deadLetters, RetryForever retry, Clock clock, MeterRegistry metrics) {
        RunCache known = new RunCache();
        this.assembler = new RunUpdatePlanner(store, policy, retry, clock, known);
        this.assembledRuns = new RunWriter(store, sink, settlement, retry, settings.sweepAfter(), clock, known);
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.metrics = metrics;
        this.inHand = new InFlightBatches(clock);
        Gauge.builder("pipeline.facts.oldest.unacknowledged", inHand, hand -> hand.ageOfOldest().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(metrics);
    }

    InFlightBatches inHand() {
        return inHand;
    }

    /** Messages and not payloads: the next one is asked for when this one is about to be written, and not when it was. */
    @Incoming("facts")
    Uni<Void> take(Message<ConsumerRecords<byte[], byte[]>> message) {
        return Uni.createFrom().voidItem().emitOn(assembling).invoke(() -> assembleAndHandOver(message));
    }

    private void assembleAndHandOver(Message<ConsumerRecords<byte[], byte[]>> message) {
        inHand.taken(oldest(message.getPayload()));
        UpdatePlan assembled = retry.retryBlocking("assembling facts", () -> assemble(message.getPayload()));
        written.join();
        written = CompletableFuture.runAsync(() -> write(message, assembled), writing);
    }

    private UpdatePlan assemble(ConsumerRecords<byte[], byte[]> records) {
        FactBatch batch = new FactBatch();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record, batch);
        }
        UpdatePlan assembled = assembler.assemble(batch.runs());
        if (!assembled.withoutRoom().isEmpty()) {
            deadLetter(records, assembled.withoutRoom());
        }
        return assembled;
    }

    /** Where they stand is looked for only now: next to none come here. */
    private void deadLetter(ConsumerRecords<byte[], byte[]> records, List<Fact> withoutRoom) {
        Set<FactName> names = withoutRoom.stream().map(FactName::of).collect(Collectors.toSet());
        List<Uni<Void>> copies = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (names.contains(nameOf(record))) {
                copies.add(deadLetters.send(record, "its run has no room for it: more facts than a run may have"));
            }
        }
        Uni.join().all(copies).andFailFast().await().indefinitely();
    }

    private record FactName(UUID runId, String key) {

        static FactName of(Fact fact) {
            return new FactName(fact.runId(), fact.key());
        }
    }

    /** Null where it cannot be read, and has gone to the dead letters already. */
    private static FactName nameOf(ConsumerRecord<byte[], byte[]> record) {
        try {
            return FactName.of(FactReader.read(record));
        } catch (RuntimeException e) {
            return null;
        }
    }

    private void write(Message<ConsumerRecords<byte[], byte[]>> message, UpdatePlan assembled) {
        retry.retryBlocking("storing facts", () -> {
            assembledRuns.write(assembled);
            return assembled;
        });
        message.ack().toCompletableFuture().join();
        acknowledged(message.getPayload());
    }

    private void acknowledged(ConsumerRecords<byte[], byte[]> records) {
        inHand.acknowledged();
        records.partitions().forEach(partition -> metrics.counter("pipeline.facts", "topic", partition.topic())
                .increment(records.records(partition).size()));
    }

    /** After the last message: what is in hand is read again after the next start. */
    @PreDestroy
    void stop() {
        assembling.shutdownNow();
        writing.shutdownNow();
    }

    private static Instant oldest(ConsumerRecords<byte[], byte[]> records) {
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            oldest = Math.min(oldest, record.timestamp());
        }
        return Instant.ofEpochMilli(oldest);
    }

    private void read(ConsumerRecord<byte[], byte[]> record, FactBatch batch) {
        try {
            batch.add(FactReader.read(record), record.topic() + "-" + record.partition() + "-" + record.offset());
        } catch (UnreadableRecordException e) {
            deadLetters.send(record, e.getMessage()).await().indefinitely();
        } catch (RuntimeException e) {
            // whatever it is, it would be the same again and end all reading
            LOG.errorf(e, "record cannot be read topic=%s partition=%d offset=%d", record.topic(), record.partition(),
                    record.offset());
            deadLetters.send(record, e.getClass().getSimpleName()).await().indefinitely();
        }
    }

    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
