package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Row;

/**
 * What was read at once, taken apart.
 *
 * @param records as they were read
 * @param partitions their rows
 * @param emittedAt of each readable envelope, when the collector emitted it
 * @param unreadable the records that go to the dead letters
 * @param bytes what it takes in memory, roughly
 * @param oldest Kafka's timestamp of the oldest record
 */
record PollBatch(List<ConsumerRecord<byte[], byte[]>> records, List<PartitionRows> partitions, List<Instant> emittedAt,
        List<Unreadable> unreadable, long bytes, Instant oldest) {

    record Unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
    }

    ConsumerRecord<byte[], byte[]> recordOf(Row row) {
        return records.stream().filter(record -> row.cameIn(record.value())).findFirst().orElse(null);
    }
}
