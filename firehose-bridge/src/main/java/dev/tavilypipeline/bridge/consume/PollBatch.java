package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.bridge.deliver.PartitionRows;

/**
 * The records of one partition that one poll returned, and their rows.
 *
 * @param records in the order of their offsets
 * @param rows of the readable records
 * @param emittedAt when the collector emitted each readable envelope
 * @param unreadable the records for the dead letter topic, with the reason
 * @param bytes how much memory all of this takes, roughly
 */
record PollBatch(List<ConsumerRecord<byte[], byte[]>> records, PartitionRows rows, List<Instant> emittedAt,
        Map<ConsumerRecord<byte[], byte[]>, String> unreadable, long bytes) {

    int partition() {
        return rows.partition();
    }
}
