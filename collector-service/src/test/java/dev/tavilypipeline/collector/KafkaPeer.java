package dev.tavilypipeline.collector;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;

/** A test's producer and consumer: writes facts, and reads any topic with Kafka's own clients. */
public final class KafkaPeer implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String bootstrapServers;

    public KafkaPeer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    public void sendEvents(Collection<Fact> facts) {
        facts.forEach(fact -> send(Topics.RUN_EVENTS, fact));
    }

    public void send(String topic, Fact fact) {
        send(topic, fact.runId(), fact.key(), fact.json().getBytes(StandardCharsets.UTF_8));
    }

    public void send(String topic, UUID runId, String ceId, byte[] value) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, runId.toString().getBytes(StandardCharsets.UTF_8),
                value);
        record.headers().add(CloudEvents.ID, ceId.getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All envelopes of a run, once there are at least so many. */
    public List<RunEnvelope> awaitEnvelopes(UUID runId, int count) {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> envelopes(runId), found -> found.size() >= count);
    }

    public List<RunEnvelope> envelopes(UUID runId) {
        return read(Topics.RUN_ENVELOPES, record -> new String(record.key(), StandardCharsets.UTF_8).equals(runId.toString()))
                .stream()
                .map(record -> ContractJson.read(record.value(), RunEnvelope.class))
                .toList();
    }

    /** The records of a topic that are there now. */
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

    @Override
    public void close() {
        producer.close();
    }
}
