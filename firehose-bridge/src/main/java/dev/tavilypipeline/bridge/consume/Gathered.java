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
record Gathered(List<Polled> polls) {

    Gathered {
        polls = List.copyOf(polls);
    }

    /** Each partition's records as one range where they follow each other. */
    List<PartitionRows> partitions() {
        Ranges ranges = new Ranges();
        polls.forEach(poll -> poll.partitions().forEach(ranges::add));
        return ranges.joined();
    }

    List<Polled.Unreadable> unreadable() {
        return polls.stream().flatMap(poll -> poll.unreadable().stream()).toList();
    }

    long bytes() {
        return polls.stream().mapToLong(Polled::bytes).sum();
    }

    Instant oldest() {
        return polls.stream().map(Polled::oldest).min(Comparator.naturalOrder()).orElse(Instant.MAX);
    }

    /** The record that the row came in. */
    ConsumerRecord<byte[], byte[]> recordOf(Row row) {
        for (Polled poll : polls) {
            ConsumerRecord<byte[], byte[]> record = poll.recordOf(row);
            if (record != null) {
                return record;
            }
        }
        throw new IllegalArgumentException("a row of another batch");
    }
}
