package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.bridge.deliver.PartitionRows;

/**
 * What was read at once.
 *
 * @param emittedAt of each readable envelope, when the collector emitted it
 * @param unreadable the records that go to the dead letters
 */
record EnvelopeBatch(List<PartitionRows> partitions, List<Instant> emittedAt, List<Unreadable> unreadable) {

    record Unreadable(ConsumerRecord<byte[], byte[]> record, String reason) {
    }
}
