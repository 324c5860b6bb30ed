package dev.tavilypipeline.collector.dlq;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

import dev.tavilypipeline.contract.Topics;

/**
 * The dead letters of all topics, and the way back. How far they were sent back is the offset of a group of its own, so that
 * all replicas know it; what is sent back twice, or out of its order, changes nothing.
 *
 * <p>
 * <b>Delivery.</b> The offset is committed when Kafka has acknowledged every record that was sent back.
 */
public final class DeadLetterLog {

    /** The topics whose records may end here. */
    static final Set<String> SOURCES = Topics.ALL.stream().map(Topics.Topic::name)
            .filter(name -> Topics.ALL.stream().anyMatch(topic -> topic.name().equals(Topics.deadLettersOf(name))))
            .collect(Collectors.toUnmodifiableSet());

    private static final Duration POLL = Duration.ofMillis(500);

    private final ConsumerSource consumers;
    private final Producer<byte[], byte[]> producer;

    DeadLetterLog(ConsumerSource consumers, Producer<byte[], byte[]> producer) {
        this.consumers = consumers;
        this.producer = producer;
    }

    /** A consumer of the group that redrives, which commits nothing by itself. */
    interface ConsumerSource {

        Consumer<byte[], byte[]> open();
    }

    /**
     * @param waiting how many were not sent back yet
     * @param entries the oldest that were asked for
     */
    public record Listing(Map<String, Long> waiting, List<DeadLetter> entries) {
    }

    /** @param left how many still wait, those among them that came in meanwhile */
    public record Redriven(int redriven, long left) {
    }

    /** @param all whether those are shown too that were sent back */
    Listing list(Predicate<String> topics, boolean all, int atMost) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            Map<TopicPartition, Long> next = assign(consumer, topics);
            if (all) {
                consumer.seekToBeginning(next.keySet());
            }
            List<DeadLetter> entries = read(consumer, atMost).stream()
                    .map(record -> DeadLetter.of(record, record.offset() < next.get(partitionOf(record))))
                    .toList();
            return new Listing(waiting(consumer, next), entries);
        }
    }

    /** How many wait to be sent back, by the topic that they came from. */
    public Map<String, Long> waiting() {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            return waiting(consumer, assign(consumer, topic -> true));
        }
    }

    /** Sends back the oldest that wait, and of the copies that several services made of one record a single one. */
    Redriven redrive(Predicate<String> topics, int atMost) {
        try (Consumer<byte[], byte[]> consumer = consumers.open()) {
            Map<TopicPartition, Long> next = assign(consumer, topics);
            List<ConsumerRecord<byte[], byte[]>> records = read(consumer, atMost);
            Collection<ConsumerRecord<byte[], byte[]>> originals = oneOfEachOrigin(records);
            sendBack(originals);
            records.forEach(record -> next.merge(partitionOf(record), record.offset() + 1, Math::max));
            consumer.commitSync(next.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue()))));
            return new Redriven(originals.size(), waiting(consumer, next).values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /** @return where the next to be sent back stands in each partition */
    private static Map<TopicPartition, Long> assign(Consumer<byte[], byte[]> consumer, Predicate<String> topics) {
        List<TopicPartition> partitions = SOURCES.stream()
                .filter(topics)
                .map(Topics::deadLettersOf)
                .flatMap(dead -> consumer.partitionsFor(dead).stream()
                        .map(info -> new TopicPartition(dead, info.partition())))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> next = new HashMap<>();
        partitions.forEach(partition -> next.put(partition, consumer.position(partition)));
        return next;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Consumer<byte[], byte[]> consumer, int atMost) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (records.size() < atMost
                && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(records::add);
        }
        return records.size() > atMost ? List.copyOf(records.subList(0, atMost)) : records;
    }

    private static Collection<ConsumerRecord<byte[], byte[]>> oneOfEachOrigin(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, ConsumerRecord<byte[], byte[]>> originals = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            originals.putIfAbsent(DeadLetter.origin(record), record);
        }
        return originals.values();
    }

    private void sendBack(Collection<ConsumerRecord<byte[], byte[]>> records) {
        List<Future<?>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(producer.send(new ProducerRecord<>(sourceOf(record.topic()), null, record.key(),
                record.value(), own(record.headers())))));
        try {
            for (Future<?> acknowledgement : sent) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a dead letter could not be sent back, none counts as sent", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending dead letters back", e);
        }
    }

    private static Headers own(Headers headers) {
        Headers own = new RecordHeaders();
        headers.forEach(header -> {
            if (!header.key().startsWith("dlq_")) {
                own.add(header);
            }
        });
        return own;
    }

    private static String sourceOf(String deadLetters) {
        return deadLetters.substring(0, deadLetters.length() - Topics.deadLettersOf("").length());
    }

    private static Map<String, Long> waiting(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> next) {
        return consumer.endOffsets(next.keySet()).entrySet().stream()
                .collect(Collectors.groupingBy(end -> sourceOf(end.getKey().topic()), TreeMap::new,
                        Collectors.summingLong(end -> end.getValue() - next.get(end.getKey()))));
    }

    private static TopicPartition partitionOf(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
