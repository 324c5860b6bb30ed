package dev.tavilypipeline.kit.kafka.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Bounds the memory of the records that one poll returns. Kafka bounds their number, and a fetch in compressed bytes. The first
 * record that would exceed the limit, and those behind it, are left out, and the consumer is set back so that the next poll
 * reads them. A poll returns at least one record.
 *
 * <p>
 * Used by the polling thread alone: {@link LimitedDeserializer} counts, then {@link PollLimitInterceptor} leaves out.
 */
final class PollLimit {

    /** The key or value of a record that is left out, compared by identity. */
    static final byte[] LEFT_OUT = {};

    private final long maxBytes;
    private final Supplier<Consumer<?, ?>> consumer;
    private long bytes;
    /** Of the keys since the last value. */
    private long keyBytes;
    private boolean exceeded;

    PollLimit(long maxBytes, Supplier<Consumer<?, ?>> consumer) {
        this.maxBytes = maxBytes;
        this.consumer = consumer;
    }

    /** @return the key, or {@link #LEFT_OUT} */
    byte[] key(byte[] key) {
        exceeded |= bytes + keyBytes > 0 && bytes + keyBytes + key.length > maxBytes;
        if (exceeded) {
            return LEFT_OUT;
        }
        keyBytes += key.length;
        return key;
    }

    /** @return the value, or {@link #LEFT_OUT} */
    byte[] value(Headers headers, byte[] value) {
        long size = keyBytes + value.length;
        for (Header header : headers) {
            // until its value is read, a header keeps the buffer of the whole record
            size += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        exceeded |= bytes > 0 && bytes + size > maxBytes;
        if (exceeded) {
            List.of(headers.toArray()).forEach(header -> headers.remove(header.key()));
            return LEFT_OUT;
        }
        bytes += size;
        keyBytes = 0;
        return value;
    }

    /** Ends a poll. */
    ConsumerRecords<byte[], byte[]> admitted(ConsumerRecords<byte[], byte[]> polled) {
        boolean complete = !exceeded;
        bytes = 0;
        keyBytes = 0;
        exceeded = false;
        if (complete) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> admitted = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(polled.nextOffsets());
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
                if (record.key() == LEFT_OUT || record.value() == LEFT_OUT) {
                    next.put(partition, new OffsetAndMetadata(record.offset()));
                    consumer.get().seek(partition, record.offset());
                    break;
                }
                kept.add(record);
            }
            if (!kept.isEmpty()) {
                admitted.put(partition, kept);
            }
        }
        return new ConsumerRecords<>(admitted, next);
    }
}
