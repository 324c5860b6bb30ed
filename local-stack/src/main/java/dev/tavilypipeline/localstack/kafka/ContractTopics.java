package dev.tavilypipeline.localstack.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import dev.tavilypipeline.contract.Topics;

/** Creates the topics that the contract declares, and brings the settings of existing ones up to date. */
public final class ContractTopics {

    /** As many replicas as the broker makes by default. */
    public static final short DEFAULT_REPLICATION = -1;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private ContractTopics() {
    }

    /**
     * Returns when each partition has a leader that answers.
     *
     * @param client settings of an admin client, the bootstrap servers among them
     * @param replication replicas of each new partition; with three or more, a write needs two in sync
     * @throws IllegalStateException if the topics could not be created; it is safe to try again
     */
    public static void create(Map<String, Object> client, short replication) {
        Map<String, Object> quiet = new HashMap<>(client);
        quiet.put(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        try (Admin admin = Admin.create(quiet)) {
            List<NewTopic> topics = Topics.ALL.stream().map(topic -> declared(topic, replication)).toList();
            for (KafkaFuture<Void> created : admin.createTopics(topics).values().values()) {
                awaitCreated(created);
            }
            await(admin.incrementalAlterConfigs(settings(replication)).all());
            awaitLeaders(admin);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new IllegalStateException("the topics could not be created: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were created", e);
        }
    }

    /** Only a leader answers with a partition's end offset; a broker may not know a new topic yet. */
    private static void awaitLeaders(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = Topics.ALL.stream().flatMap(ContractTopics::partitions)
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
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

    private static Map<ConfigResource, Collection<AlterConfigOp>> settings(short replication) {
        return Topics.ALL.stream().collect(Collectors.toMap(
                topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                topic -> config(topic, replication).entrySet().stream()
                        .map(setting -> new AlterConfigOp(new ConfigEntry(setting.getKey(), setting.getValue()),
                                AlterConfigOp.OpType.SET))
                        .toList()));
    }

    private static NewTopic declared(Topics.Topic topic, short replication) {
        return new NewTopic(topic.name(), Topics.PARTITIONS, replication).configs(config(topic, replication));
    }

    private static Map<String, String> config(Topics.Topic topic, short replication) {
        Map<String, String> config = new HashMap<>(topic.config());
        if (replication >= 3) {
            config.put("min.insync.replicas", "2");
        }
        return config;
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
        return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
