package dev.tavilypipeline.collector.dlq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

import dev.tavilypipeline.collector.store.RedriveStore;

/**
 * Sends dead letters back in steps of a few MiB, one transaction each.
 *
 * <p>
 * <b>Delivery.</b> Exactly once for each record that became a dead letter, however many copies there are of it, however often
 * and by however many replicas it is redriven. The records and the offsets of their dead letters are committed together, so
 * after a failure either both or none are there. A redrive that begins fences the one before it, whose open transaction is
 * aborted. Consumers read committed records only.
 */
final class Redrive {

    private static final int STEP_BYTES = 2 * 1024 * 1024;
    private static final int STEP_RECORDS = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final RedriveStore store;
    /** By the record that they are copies of. */
    private final Map<String, ConsumerRecord<byte[], byte[]>> step = new LinkedHashMap<>();
    private final DeadLetterPositions positions;
    private final Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
    private long stepBytes;
    private int redriven;
    private int leftOut;

    Redrive(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer, RedriveStore store,
            DeadLetterPositions positions) {
        this.consumer = consumer;
        this.producer = producer;
        this.store = store;
        this.positions = positions;
    }

    int redriven() {
        return redriven;
    }

    int leftOut() {
        return leftOut;
    }

    /** @throws RuntimeException if a step could not be sent; its dead letters still wait then */
    void add(ConsumerRecord<byte[], byte[]> record) {
        if (DeadLetter.missingValueBytes(record) != null) {
            leftOut++;
        } else if (step.putIfAbsent(DeadLetter.originOf(record), record) == null) {
            stepBytes += size(record);
        }
        passed.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        if (stepBytes >= STEP_BYTES || step.size() >= STEP_RECORDS) {
            commit();
        }
    }

    void commit() {
        if (passed.isEmpty()) {
            return;
        }
        Set<String> claimed = store.claim(step.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> DeadLetter.positionOf(entry.getValue()))));
        step.keySet().retainAll(claimed);
        sendInTransaction(new ArrayList<>(step.values()));
        positions.advance(passed);
        redriven += step.size();
        step.clear();
        passed.clear();
        stepBytes = 0;
    }

    /** A producer that is closed with an open transaction aborts it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the commit fails where one of the sends has failed
    private void sendInTransaction(List<ConsumerRecord<byte[], byte[]>> deadLetters) {
        producer.beginTransaction();
        deadLetters.forEach(record -> producer.send(new ProducerRecord<>(DeadLetterLog.sourceOf(record.topic()), null,
                record.key(), record.value(), ownHeaders(record.headers()))));
        producer.sendOffsetsToTransaction(passed, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private static List<Header> ownHeaders(Headers headers) {
        return Stream.of(headers.toArray()).filter(header -> !header.key().startsWith("dlq_")).toList();
    }

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        return length(record.key()) + length(record.value()) + Stream.of(record.headers().toArray())
                .mapToLong(header -> header.key().length() + length(header.value())).sum();
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
