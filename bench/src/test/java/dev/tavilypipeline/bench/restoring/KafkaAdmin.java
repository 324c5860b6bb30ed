package dev.tavilypipeline.bench.restoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What {@code kafka-consumer-groups.sh} and {@code kafka-topics.sh} do. */
record KafkaAdmin(String bootstrapServers) {

    /** {@code --reset-offsets --to-earliest --execute}; refused by Kafka while the group has members. */
    void resetToEarliest(String group, List<String> topics) {
        run(admin -> {
            Map<TopicPartition, OffsetAndMetadata> begins = new HashMap<>();
            for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
                topic.partitions().forEach(partition -> begins.put(new TopicPartition(topic.name(), partition.partition()),
                        new OffsetAndMetadata(0)));
            }
            admin.alterConsumerGroupOffsets(group, begins).all().get();
        });
    }

    void deleteTopic(String topic) {
        run(admin -> admin.deleteTopics(List.of(topic)).all().get());
    }

    private void run(Work work) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            work.on(admin);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Admin admin) throws ExecutionException, InterruptedException;
    }
}
