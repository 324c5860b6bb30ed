package dev.tavilypipeline.bridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.tavilypipeline.contract.Topics;

/** A test's connection to the broker: writes envelopes, reads dead letters and committed offsets. */
final class BrokerClient implements AutoCloseable {

    private static final String DEAD_LETTERS = Topics.deadLettersOf(Topics.RUN_ENVELOPES);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> deadLetters;
    private final Admin admin;

    BrokerClient(String bootstrapServers) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        deadLetters = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        admin = Admin.create(config);
        deadLetters.assign(partitions(DEAD_LETTERS));
        deadLetters.seekToEnd(List.of());
        partitions(DEAD_LETTERS).forEach(deadLetters::position); // from now on, not from the first poll on
    }

    List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        List<RecordMetadata> where = new ArrayList<>();
        sent.forEach(future -> where.add(get(future)));
        return where;
    }

    List<ConsumerRecord<byte[], byte[]>> pollDeadLetters() {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        deadLetters.poll(Duration.ofMillis(100)).forEach(read::add);
        return read;
    }

    /** How many envelopes the bridge has not committed. */
    long uncommitted() {
        long committed = committed();
        return get(admin.listOffsets(partitions(Topics.RUN_ENVELOPES).stream()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()))).all())
                .values().stream().mapToLong(end -> end.offset()).sum() - committed;
    }

    /** How many envelopes the bridge has committed. */
    long committed() {
        return get(admin.listConsumerGroupOffsets("firehose-bridge").partitionsToOffsetAndMetadata()).values().stream()
                .filter(Objects::nonNull).mapToLong(OffsetAndMetadata::offset).sum();
    }

    /** How many members of the bridge's group have partitions; 0 while their partitions are not all assigned. */
    long owners() {
        Collection<MemberDescription> members = get(
                admin.describeConsumerGroups(List.of("firehose-bridge")).describedGroups().get("firehose-bridge")).members();
        long assigned = members.stream().mapToLong(member -> member.assignment().topicPartitions().size()).sum();
        return assigned < Topics.PARTITIONS ? 0
                : members.stream().filter(member -> !member.assignment().topicPartitions().isEmpty()).count();
    }

    /** Kafka's ids of the members of the bridge's group. */
    Set<String> members() {
        return get(admin.describeConsumerGroups(List.of("firehose-bridge")).describedGroups().get("firehose-bridge")).members()
                .stream().map(MemberDescription::consumerId).collect(Collectors.toSet());
    }

    String topicId() {
        return get(admin.describeTopics(List.of(Topics.RUN_ENVELOPES)).topicNameValues().get(Topics.RUN_ENVELOPES)).topicId()
                .toString();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        deadLetters.close();
        admin.close(Duration.ofSeconds(5));
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, Topics.PARTITIONS).mapToObj(partition -> new TopicPartition(topic, partition)).toList();
    }

    private static <T> T get(KafkaFuture<T> future) {
        return get((Future<T>) future.toCompletionStage().toCompletableFuture());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not answer", e);
        }
    }
}
