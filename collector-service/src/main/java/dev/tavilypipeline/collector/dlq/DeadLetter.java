package dev.tavilypipeline.collector.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import dev.tavilypipeline.contract.DeadLetterHeaders;

/**
 * A record that could not be read, as its dead-letter topic has it. Its value is not shown, and texts are cut at 1,024 bytes.
 *
 * @param topic that it came from
 * @param partition of the dead-letter topic, like {@code offset}
 * @param valueBytes size of a value that was too large to be copied; null if the value is there
 * @param redriven whether it was sent back
 */
public record DeadLetter(String topic, int partition, long offset, String key, int sizeBytes, Long valueBytes, String reason,
        String service, String time, boolean redriven) {

    private static final int MAX_TEXT_BYTES = 1_024;

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, boolean redriven) {
        return new DeadLetter(header(record, DeadLetterHeaders.TOPIC), record.partition(), record.offset(), text(record.key()),
                value(record).length, missingValueBytes(record), header(record, DeadLetterHeaders.REASON),
                header(record, DeadLetterHeaders.SERVICE), header(record, DeadLetterHeaders.TIME), redriven);
    }

    /** @return null if the value is there, or was empty from the beginning */
    static Long missingValueBytes(ConsumerRecord<byte[], byte[]> record) {
        String bytes = value(record).length == 0 ? header(record, DeadLetterHeaders.VALUE_BYTES) : null;
        return bytes != null && bytes.matches("[0-9]{1,18}") ? Long.valueOf(bytes) : null;
    }

    /**
     * The same for all copies of a record and for no other record. It includes the content, because a topic that was created
     * anew has other records at the same offsets. A dead letter whose headers do not say where it came from is only itself.
     */
    static String originOf(ConsumerRecord<byte[], byte[]> record) {
        UUID content = UUID.nameUUIDFromBytes(value(record));
        try {
            return DeadLetterLog.sourceOf(record.topic())
                    + "-" + Integer.parseInt(header(record, DeadLetterHeaders.PARTITION))
                    + "-" + Long.parseLong(header(record, DeadLetterHeaders.OFFSET)) + "-" + content;
        } catch (NumberFormatException e) {
            return positionOf(record) + "-" + content;
        }
    }

    /** {@code topic-partition-offset}. */
    static String positionOf(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }

    /** @return null if there is none */
    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static byte[] value(ConsumerRecord<byte[], byte[]> record) {
        return Objects.requireNonNullElse(record.value(), new byte[0]);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, 0, Math.min(bytes.length, MAX_TEXT_BYTES), UTF_8);
    }
}
