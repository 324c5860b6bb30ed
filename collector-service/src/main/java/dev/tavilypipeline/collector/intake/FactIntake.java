package dev.tavilypipeline.collector.intake;

import java.time.Clock;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EmitSettings;
import dev.tavilypipeline.collector.emit.EnvelopeSink;
import dev.tavilypipeline.collector.emit.Settlement;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.EndlessRetry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;

/**
 * Takes facts from Kafka into the store.
 *
 * <p>
 * <b>Delivery.</b> A batch returns, and its offsets may be committed, when all its facts are in MongoDB and every
 * envelope that they brought about is in Kafka; records that cannot be read are in the dead letters. Until then it is tried
 * again, so that neither is skipped. After a crash in between the batch is read again, which changes nothing that was done.
 */
@ApplicationScoped
class FactIntake {

    private final Assembler assembler;
    private final DeadLetters deadLetters;
    private final MeterRegistry metrics;
    private final RecordsInHand inHand;

    FactIntake(RunStore store, EnvelopeSink sink, Settlement settlement, EmissionPolicy policy, EmitSettings settings,
            DeadLetters deadLetters,
            EndlessRetry retry, Clock clock, MeterRegistry metrics) {
        this.assembler = new Assembler(store, sink, settlement, policy, retry, settings.sweepAfter(), clock);
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.inHand = new RecordsInHand(clock);
        Gauge.builder("pipeline.facts.oldest.unacknowledged", inHand, hand -> hand.ageOfOldest().toMillis() / 1000.0)
                .baseUnit("seconds")
                .register(metrics);
    }

    RecordsInHand inHand() {
        return inHand;
    }

    @Incoming("facts")
    @Blocking("facts")
    void take(ConsumerRecords<byte[], byte[]> records) {
        inHand.taken(oldest(records));
        FactBatch batch = new FactBatch();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record, batch);
        }
        assembler.take(batch.runs());
        inHand.acknowledged();
        records.partitions().forEach(partition -> metrics.counter("pipeline.facts", "topic", partition.topic())
                .increment(records.records(partition).size()));
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
        }
    }
}
