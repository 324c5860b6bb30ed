package dev.tavilypipeline.collector.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    private static final int LONGEST_TEXT = 1_024;

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, boolean redriven) {
        return new DeadLetter(header(record, DeadLetterHeaders.TOPIC), record.partition(), record.offset(), text(record.key()),
                isEmpty(record) ? 0 : record.value().length, missingValueBytes(record),
                header(record, DeadLetterHeaders.REASON), header(record, DeadLetterHeaders.SERVICE),
                header(record, DeadLetterHeaders.TIME), redriven);
    }

    /** @return null if the value is there, or was empty from the beginning */
    static Long missingValueBytes(ConsumerRecord<byte[], byte[]> record) {
        String bytes = isEmpty(record) ? header(record, DeadLetterHeaders.VALUE_BYTES) : null;
        return bytes != null && bytes.matches("[0-9]{1,18}") ? Long.valueOf(bytes) : null;
    }

    /** @return null if there is none */
    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static boolean isEmpty(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null || record.value().length == 0;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, 0, Math.min(bytes.length, LONGEST_TEXT), UTF_8);
    }
}
