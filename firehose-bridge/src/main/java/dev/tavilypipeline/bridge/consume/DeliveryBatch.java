package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Row;

/**
 * What is delivered together.
 *
 * @param polls in the order in which they were read
 */
record DeliveryBatch(List<PollBatch> polls) {

    DeliveryBatch {
        polls = List.copyOf(polls);
    }

    /** Each partition's records as one range where they follow each other. */
    List<PartitionRows> partitions() {
        ContiguousRanges ranges = new ContiguousRanges();
        polls.forEach(poll -> poll.partitions().forEach(ranges::add));
        return ranges.joined();
    }

    List<PollBatch.Unreadable> unreadable() {
        return polls.stream().flatMap(poll -> poll.unreadable().stream()).toList();
    }

    long bytes() {
        return polls.stream().mapToLong(PollBatch::bytes).sum();
    }

    Instant oldest() {
        return polls.stream().map(PollBatch::oldest).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** The record that the row came in. */
    ConsumerRecord<byte[], byte[]> recordOf(Row row) {
        for (PollBatch poll : polls) {
            ConsumerRecord<byte[], byte[]> record = poll.recordOf(row);
            if (record != null) {
                return record;
            }
        }
        throw new IllegalArgumentException("a row of another batch");
    }
}
