package dev.tavilypipeline.collector.dlq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.contract.Topics;

/**
 * The dead letters of all topics, and the way back. How far they were sent back is the offset of a group of its own, so that
 * all replicas know it; what is sent back twice, or out of its order, changes nothing. However much waits, little of it is in
 * memory at a time.
 *
 * <p>
 * <b>Delivery.</b> The offset is committed when Kafka has acknowledged every record before it that was sent back.
 */
public final class DeadLetterLog {

    /** The topics whose records may end here. */
    static final Set<String> SOURCES = Topics.ALL.stream().map(Topics.Topic::name)
            .filter(name -> Topics.ALL.stream().anyMatch(topic -> topic.name().equals(Topics.deadLettersOf(name))))
            .collect(Collectors.toUnmodifiableSet());

    private final ConsumerSource consumers;
    private final Producer<byte[], byte[]> producer;

    DeadLetterLog(ConsumerSource consumers, Producer<byte[], byte[]> producer) {
        this.consumers = consumers;
        this.producer = producer;
    }

    /** A consumer of the group that redrives, which commits nothing by itself and has one record in a poll. */
    interface ConsumerSource {

        Consumer<byte[], byte[]> open();
    }

    /**
     * @param waiting how many were not sent back yet
     * @param entries the oldest that were asked for
     */
    public record Listing(Map<String, Long> waiting, List<DeadLetter> entries) {
    }

    /**
     * @param leftOut how many were passed over, since their values were too large to be copied
     * @param left how many still wait, those among them that came in meanwhile
     */
    public record Redriven(int redriven, int leftOut, long left) {
    }

    /** @param all whether those are shown too that were sent back */
    Listing list(Predicate<String> topics, boolean all, int atMost) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            Set<TopicPartition> partitions = partitions(consumer, topics);
            Map<TopicPartition, Long> next = next(consumer, partitions);
            List<DeadLetter> entries = new ArrayList<>();
            new DeadLetterWalk(consumer, atMost).from(all ? consumer.beginningOffsets(partitions) : next,
                    record -> entries.add(DeadLetter.of(record,
                            record.offset() < next.get(new TopicPartition(record.topic(), record.partition())))));
            return new Listing(waiting(consumer, next), entries);
        }
    }

    /** How many wait to be sent back, by the topic that they came from. */
    public Map<String, Long> waiting() {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            return waiting(consumer, next(consumer, partitions(consumer, topic -> true)));
        }
    }

    /** Sends back the oldest that wait. */
    Redriven redrive(Predicate<String> topics, int atMost) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            Set<TopicPartition> partitions = partitions(consumer, topics);
            Map<TopicPartition, Long> next = next(consumer, partitions);
            keep(consumer, next);
            Redrive redrive = new Redrive(consumer, producer);
            new DeadLetterWalk(consumer, atMost).from(next, redrive::add);
            redrive.settle();
            long left = waiting(consumer, next(consumer, partitions)).values().stream().mapToLong(Long::longValue).sum();
            return new Redriven(redrive.redriven(), redrive.leftOut(), left);
        }
    }

    /** Kafka forgets an offset that nobody commits for a week. */
    private static void keep(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> next) {
        consumer.commitSync(next.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
    }

    private static Set<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, Predicate<String> topics) {
        return SOURCES.stream()
                .filter(topics)
                .map(Topics::deadLettersOf)
                .flatMap(dead -> consumer.partitionsFor(dead).stream()
                        .map(info -> new TopicPartition(dead, info.partition())))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where the next to be sent back stands in each partition. */
    private static Map<TopicPartition, Long> next(Consumer<byte[], byte[]> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> next = new HashMap<>(consumer.beginningOffsets(partitions));
        consumer.committed(partitions).entrySet().stream()
                .filter(committed -> Objects.nonNull(committed.getValue()))
                .forEach(committed -> next.merge(committed.getKey(), committed.getValue().offset(), Math::max));
        return next;
    }

    static String sourceOf(String deadLetters) {
        return deadLetters.substring(0, deadLetters.length() - Topics.deadLettersOf("").length());
    }

    private static Map<String, Long> waiting(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> next) {
        return consumer.endOffsets(next.keySet()).entrySet().stream()
                .collect(Collectors.groupingBy(end -> sourceOf(end.getKey().topic()), TreeMap::new,
                        Collectors.summingLong(end -> end.getValue() - next.get(end.getKey()))));
    }
}
