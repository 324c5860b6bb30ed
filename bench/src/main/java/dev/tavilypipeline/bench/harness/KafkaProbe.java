package dev.tavilypipeline.bench.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import dev.tavilypipeline.contract.Topics;

/** Looks at topics and consumer groups without being a member of a group. Offsets are those of the next record. */
public final class KafkaProbe implements AutoCloseable {

    private final Admin admin;
    private final KafkaConsumer<String, byte[]> consumer;

    public KafkaProbe(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(), new ByteArrayDeserializer());
    }

    public Map<TopicPartition, Long> endOffsets(String... topics) {
        return offsets(OffsetSpec.latest(), topics);
    }

    /** How many records were written to the topics. */
    public long count(String... topics) {
        return sum(endOffsets(topics));
    }

    /** What a group has committed; 0 for a partition of which it has committed nothing. */
    public Map<TopicPartition, Long> committed(String group, String... topics) {
        Map<TopicPartition, OffsetAndMetadata> committed = get(
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return partitions(topics).collect(Collectors.toMap(partition -> partition,
                partition -> committed.containsKey(partition) ? committed.get(partition).offset() : 0L));
    }

    public boolean hasCommittedAll(String group, String... topics) {
        return committed(group, topics).equals(endOffsets(topics));
    }

    /** How many records existed at an instant that the group has not committed by now. */
    public long uncommittedAt(Instant instant, String group, String topic) {
        Map<TopicPartition, Long> ends = endOffsets(topic);
        Map<TopicPartition, Long> committed = committed(group, topic);
        return offsets(OffsetSpec.forTimestamp(instant.toEpochMilli()), topic).entrySet().stream()
                .mapToLong(next -> (next.getValue() < 0 ? ends.get(next.getKey()) : next.getValue())
                        - committed.get(next.getKey()))
                .filter(records -> records > 0).sum();
    }

    /** All records of a topic, those of each partition in their order. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        read(Map.of(), endOffsets(topic), records::add);
        return records;
    }

    /**
     * Reads all records between two offsets of each partition.
     *
     * @param from the first offset to read; 0 for a partition that is missing here
     * @param to the first offset not to read
     */
    public void read(Map<TopicPartition, Long> from, Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        consumer.assign(to.keySet());
        to.keySet().forEach(partition -> consumer.seek(partition, from.getOrDefault(partition, 0L)));
        while (to.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                if (record.offset() < to.get(new TopicPartition(record.topic(), record.partition()))) {
                    reader.accept(record);
                }
            }
        }
    }

    /** The members of a group and what each reads, by the ids that change whenever a member joins again. */
    public Map<String, Set<TopicPartition>> members(String group) {
        return get(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group)).members().stream()
                .collect(Collectors.toMap(MemberDescription::consumerId,
                        member -> Set.copyOf(member.assignment().topicPartitions())));
    }

    /** {@code kafka-consumer-groups.sh --reset-offsets --to-earliest}; Kafka refuses it while the group has members. */
    public void resetToEarliest(String group, String... topics) {
        get(admin.alterConsumerGroupOffsets(group, partitions(topics).collect(Collectors.toMap(partition -> partition,
                partition -> new OffsetAndMetadata(0)))).all());
    }

    public void deleteTopic(String topic) {
        get(admin.deleteTopics(List.of(topic)).all());
    }

    public static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private Map<TopicPartition, Long> offsets(OffsetSpec spec, String... topics) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(partitions(topics).collect(Collectors.toMap(partition -> partition, partition -> spec))).all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static Stream<TopicPartition> partitions(String... topics) {
        return Stream.of(topics).flatMap(topic -> IntStream.range(0, Topics.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition)));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
