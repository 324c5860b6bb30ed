package dev.tavilypipeline.localstack.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import dev.tavilypipeline.contract.Topics;

/** Creates the topics that the contract declares and this broker lacks. */
final class ContractTopics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ContractTopics() {
    }

    /** Returns when each partition has a leader that answers. */
    static void create(String bootstrapServers) {
        try (Admin admin = Admin.create(Map.<String, Object> of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, ""))) {
            for (KafkaFuture<Void> created : admin.createTopics(Topics.ALL.stream().map(ContractTopics::declared).toList())
                    .values().values()) {
                awaitCreated(created);
            }
            awaitLeaders(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the topics could not be created: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were created", e);
        }
    }

    /** Only a leader can tell a partition's end; a broker that has not heard of a new topic yet does not know it at all. */
    private static void awaitLeaders(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = Topics.ALL.stream().flatMap(ContractTopics::partitions)
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                await(admin.listOffsets(ends).all());
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static NewTopic declared(Topics.Topic topic) {
        return new NewTopic(topic.name(), Topics.PARTITIONS, (short) 1).configs(topic.config());
    }

    private static Stream<TopicPartition> partitions(Topics.Topic topic) {
        return IntStream.range(0, Topics.PARTITIONS).mapToObj(partition -> new TopicPartition(topic.name(), partition));
    }

    private static void awaitCreated(KafkaFuture<Void> created)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            await(created);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException, TimeoutException, InterruptedException {
        return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
