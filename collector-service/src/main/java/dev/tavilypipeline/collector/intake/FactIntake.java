package dev.tavilypipeline.collector.intake;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import dev.tavilypipeline.collector.emit.EmissionPolicy;
import dev.tavilypipeline.collector.emit.EmitSettings;
import dev.tavilypipeline.collector.emit.Settlement;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.json.UnreadableRecordException;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.EndlessRetry;
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

    FactIntake(RunStore store, Settlement settlement, EmissionPolicy policy, EmitSettings settings, DeadLetters deadLetters,
            EndlessRetry retry, Clock clock, MeterRegistry metrics) {
        this.assembler = new Assembler(store, settlement, policy, retry, settings.sweepAfter(), clock);
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Incoming("facts")
    @Blocking("facts")
    void take(ConsumerRecords<byte[], byte[]> records) {
        FactBatch batch = new FactBatch();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read(record, batch);
        }
        assembler.take(batch.runs());
        records.partitions().forEach(partition -> metrics.counter("pipeline.facts", "topic", partition.topic())
                .increment(records.records(partition).size()));
    }

    private void read(ConsumerRecord<byte[], byte[]> record, FactBatch batch) {
        try {
            batch.add(FactReader.read(record), record.topic() + "-" + record.partition() + "-" + record.offset());
        } catch (UnreadableRecordException e) {
            deadLetters.send(record, e.getMessage()).await().indefinitely();
        }
    }
}
