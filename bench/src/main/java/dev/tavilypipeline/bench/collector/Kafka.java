package dev.tavilypipeline.bench.collector;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.contract.Topics;

/** How far the topics and their readers are. */
final class Kafka implements AutoCloseable {

    private final Admin admin;

    Kafka(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, ""));
    }

    /** Whether a group has committed all that these topics hold. */
    boolean isRead(String group, String... topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata().get();
        return ends(topics).entrySet().stream().filter(end -> end.getValue() > 0).allMatch(
                end -> committed.get(end.getKey()) != null && committed.get(end.getKey()).offset() >= end.getValue());
    }

    long envelopes() throws ExecutionException, InterruptedException {
        return sum(ends(Topics.RUN_ENVELOPES).values());
    }

    Map<TopicPartition, Long> ends(String... topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = Stream.of(topics)
                .flatMap(topic -> IntStream.range(0, Topics.PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static long sum(Collection<Long> offsets) {
        return offsets.stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
