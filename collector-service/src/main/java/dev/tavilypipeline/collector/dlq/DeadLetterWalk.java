package dev.tavilypipeline.collector.dlq;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads dead letters one by one and one partition after the other. A consumer fetches ahead of each assigned partition, so with
 * all of them assigned it would hold the first records of all in memory.
 */
final class DeadLetterWalk {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(500);
    private static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
            .thenComparing(TopicPartition::partition);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final long deadline;
    private int left;

    /** @param timeout after which it ends, whatever is left */
    DeadLetterWalk(org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, int limit, Duration timeout) {
        this.consumer = consumer;
        this.deadline = System.nanoTime() + timeout.toNanos();
        this.left = limit;
    }

    /** Ends where the partitions end now, so that a dead letter that comes back meanwhile is not read again. */
    void from(Map<TopicPartition, Long> starts, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
        starts.keySet().stream()
                .filter(partition -> starts.get(partition) < ends.get(partition))
                .sorted(ORDER)
                .forEach(partition -> read(partition, starts.get(partition), ends.get(partition), visitor));
    }

    private void read(TopicPartition partition, long start, long end, Consumer<ConsumerRecord<byte[], byte[]>> visitor) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        while (left > 0 && consumer.position(partition) < end && System.nanoTime() < deadline) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                visitor.accept(record);
                left--;
            }
        }
    }
}
