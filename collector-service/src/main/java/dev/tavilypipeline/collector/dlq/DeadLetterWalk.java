package dev.tavilypipeline.collector.dlq;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Goes through dead letters one by one, a partition behind the other: a consumer fetches ahead of each partition that it is
 * assigned, so that with all of them it would hold the first records of all.
 */
final class DeadLetterWalk {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Comparator<TopicPartition> ORDER = Comparator.comparing(TopicPartition::topic)
            .thenComparing(TopicPartition::partition);

    private final Consumer<byte[], byte[]> consumer;
    private int left;

    DeadLetterWalk(Consumer<byte[], byte[]> consumer, int atMost) {
        this.consumer = consumer;
        this.left = atMost;
    }

    /** Keeps nothing of a record that it was given. */
    interface Visitor {

        void visit(ConsumerRecord<byte[], byte[]> record);
    }

    /** Up to where the partitions end now, so that what comes back meanwhile is not met again. */
    void from(Map<TopicPartition, Long> starts, Visitor visitor) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
        starts.keySet().stream()
                .filter(partition -> starts.get(partition) < ends.get(partition))
                .sorted(ORDER)
                .forEach(partition -> through(partition, starts.get(partition), ends.get(partition), visitor));
    }

    private void through(TopicPartition partition, long start, long end, Visitor visitor) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, start);
        while (left > 0 && consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                visitor.visit(record);
                left--;
            }
        }
    }
}
