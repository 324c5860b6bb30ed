package dev.tavilypipeline.collector.dlq;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import dev.tavilypipeline.collector.store.RedriveStore;
import dev.tavilypipeline.contract.Topics;

/**
 * Where the next dead letter to be sent back is, in each partition. Kafka knows it by the group's offsets, and forgets them
 * when nobody redrives for a week; the store remembers them by the topic's id, which a topic that is created anew does not
 * share.
 */
final class DeadLetterPositions {

    private static final long TIMEOUT_SECONDS = 3;

    private final Admin admin;
    private final RedriveStore store;

    DeadLetterPositions(Admin admin, RedriveStore store) {
        this.admin = admin;
        this.store = store;
    }

    /** @param topics which of those that the dead letters came from */
    Map<TopicPartition, Long> next(Consumer<byte[], byte[]> consumer, Predicate<String> topics) {
        Collection<TopicDescription> described = describe(
                DeadLetterLog.SOURCES.stream().filter(topics).map(Topics::deadLettersOf).collect(Collectors.toSet()));
        Map<TopicPartition, Long> next = new HashMap<>(consumer.beginningOffsets(partitions(described)));
        consumer.committed(next.keySet()).entrySet().stream()
                .filter(committed -> Objects.nonNull(committed.getValue()))
                .forEach(committed -> next.merge(committed.getKey(), committed.getValue().offset(), Math::max));
        return advance(next, described);
    }

    /** Makes the store remember positions that Kafka has. */
    void advance(Map<TopicPartition, OffsetAndMetadata> committed) {
        advance(committed.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, position -> position.getValue().offset())),
                describe(committed.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet())));
    }

    private Map<TopicPartition, Long> advance(Map<TopicPartition, Long> positions, Collection<TopicDescription> topics) {
        Map<String, String> ids = topics.stream()
                .collect(Collectors.toMap(TopicDescription::name, topic -> topic.topicId().toString()));
        Map<String, Long> stored = store.advance(positions.entrySet().stream()
                .collect(Collectors.toMap(position -> name(position.getKey(), ids), Map.Entry::getValue)));
        return positions.keySet().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> stored.get(name(partition, ids))));
    }

    private static String name(TopicPartition partition, Map<String, String> topicIds) {
        return topicIds.get(partition.topic()) + "-" + partition.partition();
    }

    private Collection<TopicDescription> describe(Set<String> topics) {
        try {
            // the client's own timeout does not end a request that is in flight
            return admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).values();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("Kafka did not describe the topics of dead letters in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while describing the topics of dead letters", e);
        }
    }

    private static Set<TopicPartition> partitions(Collection<TopicDescription> topics) {
        return topics.stream()
                .flatMap(topic -> topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .collect(Collectors.toUnmodifiableSet());
    }
}
