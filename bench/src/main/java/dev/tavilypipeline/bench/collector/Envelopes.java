package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads when each run's envelope was written. */
final class Envelopes {

    private Envelopes() {
    }

    /**
     * @param ends of the topic's partitions
     * @return the time of each run's first one
     */
    static Map<UUID, Instant> times(String bootstrapServers, Map<TopicPartition, Long> ends) {
        Map<UUID, Instant> times = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> envelope : consumer.poll(Duration.ofSeconds(1))) {
                    times.putIfAbsent(UUID.fromString(envelope.key()), Instant.ofEpochMilli(envelope.timestamp()));
                }
            }
        }
        return times;
    }
}
