package dev.tavilypipeline.bench.runs;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is in topics, and how far a group has come, without being a member of it. */
public final class KafkaTopics implements AutoCloseable {

    private final KafkaConsumer<String, String> consumer;

    public KafkaTopics(String bootstrapServers, String group) {
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "group.id", group,
                "enable.auto.commit", false), new StringDeserializer(), new StringDeserializer());
    }

    public Map<TopicPartition, Long> begins(Collection<String> topics) {
        return consumer.beginningOffsets(partitions(topics));
    }

    public Map<TopicPartition, Long> ends(Collection<String> topics) {
        return consumer.endOffsets(partitions(topics));
    }

    /** A partition of which nothing was committed is at 0. */
    public Map<TopicPartition, Long> committed(Collection<String> topics) {
        List<TopicPartition> partitions = partitions(topics);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        consumer.committed(new HashSet<>(partitions))
                .forEach((partition, offset) -> offsets.put(partition, offset == null ? 0 : offset.offset()));
        return offsets;
    }

    /** Reads from offset to offset, both with the same partitions, the latter not included. */
    public void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<String, String>> reader) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))) {
                    reader.accept(record);
                }
            }
        }
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return topics.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
