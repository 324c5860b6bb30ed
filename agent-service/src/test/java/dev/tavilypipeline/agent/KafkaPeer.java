package dev.tavilypipeline.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.kit.kafka.CloudEventHeaders;

/** Looks at the topics, and writes to them, with Kafka's own clients. */
final class KafkaPeer {

    private final String bootstrapServers;

    KafkaPeer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** As the services write records: with an id. */
    RecordMetadata send(String topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic, null, key.getBytes(UTF_8), value,
                CloudEventHeaders.of(UUID.randomUUID().toString(), topic, "/test", Instant.now())));
    }

    /** With a type and a time, as the services write facts. */
    RecordMetadata send(String topic, String key, byte[] value, String type, Instant time) {
        return send(new ProducerRecord<>(topic, null, time.toEpochMilli(), key.getBytes(UTF_8), value,
                CloudEventHeaders.of(UUID.randomUUID().toString(), type, "/test", time)));
    }

    RecordMetadata sendWithoutId(String topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    RunFinished awaitEnd(UUID runId) {
        return Awaitility.await("the end of run " + runId).atMost(Duration.ofSeconds(60))
                .until(() -> facts(runId, RunFinished.class), ends -> !ends.isEmpty())
                .get(0);
    }

    <T extends RunEvent> List<T> facts(UUID runId, Class<T> type) {
        return facts(runId).stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<RunEvent> facts(UUID runId) {
        return of(Topics.RUN_EVENTS, runId).stream().map(record -> ContractJson.read(record.value(), RunEvent.class)).toList();
    }

    List<ConsumerRecord<byte[], byte[]>> of(String topic, UUID runId) {
        return read(topic, record -> new String(record.key(), UTF_8).equals(runId.toString()));
    }

    /** What is in a topic now. */
    List<ConsumerRecord<byte[], byte[]>> read(String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }
}
