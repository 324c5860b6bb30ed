package dev.tavilypipeline.collector.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import dev.tavilypipeline.contract.DeadLetterHeaders;

/**
 * A record that could not be read, as its dead-letter topic has it. Its content is not shown.
 *
 * @param topic where it came from
 * @param partition of the dead-letter topic, as {@code offset}
 * @param redriven whether it was sent back since
 */
public record DeadLetter(String topic, int partition, long offset, String key, int sizeBytes, String reason, String service,
        String time, boolean redriven) {

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record, boolean redriven) {
        return new DeadLetter(header(record, DeadLetterHeaders.TOPIC), record.partition(), record.offset(),
                record.key() == null ? null : new String(record.key(), UTF_8),
                record.value() == null ? 0 : record.value().length, header(record, DeadLetterHeaders.REASON),
                header(record, DeadLetterHeaders.SERVICE), header(record, DeadLetterHeaders.TIME), redriven);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
