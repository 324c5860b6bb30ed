package dev.tavilypipeline.collector.dlq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Sends dead letters back in steps of a few MiB, and of the copies that several services made of one record a single one.
 *
 * <p>
 * <b>Delivery.</b> A step's offsets are committed when Kafka has acknowledged each of its records, and before the next begins.
 */
final class Redrive {

    private static final int STEP_BYTES = 4 * 1024 * 1024;

    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Set<Origin> origins = new HashSet<>();
    private final List<Future<?>> sent = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
    private long bytes;
    private int redriven;
    private int leftOut;

    Redrive(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    int redriven() {
        return redriven;
    }

    /** How many there were whose value was too large to be copied. */
    int leftOut() {
        return leftOut;
    }

    /** @throws IllegalStateException if its step could not be sent, whose records then still wait */
    void add(ConsumerRecord<byte[], byte[]> record) {
        if (DeadLetter.missingValueBytes(record) != null) {
            leftOut++;
        } else if (origins.add(Origin.of(record))) {
            sendBack(record);
        }
        passed.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        if (bytes >= STEP_BYTES) {
            settle();
        }
    }

    /** Ends the last step. */
    void settle() {
        awaitAcknowledgements();
        consumer.commitSync(passed);
        redriven += sent.size();
        sent.clear();
        passed.clear();
        bytes = 0;
    }

    private void sendBack(ConsumerRecord<byte[], byte[]> record) {
        sent.add(producer.send(new ProducerRecord<>(DeadLetterLog.sourceOf(record.topic()), null, record.key(), record.value(),
                own(record.headers()))));
        bytes += size(record);
    }

    private void awaitAcknowledgements() {
        try {
            for (Future<?> acknowledgement : sent) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a dead letter could not be sent back: it waits, and so do those behind it",
                    e.getCause());
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

    private static long size(ConsumerRecord<byte[], byte[]> record) {
        long size = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
