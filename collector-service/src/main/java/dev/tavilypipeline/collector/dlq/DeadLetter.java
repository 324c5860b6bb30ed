package dev.tavilypipeline.collector.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** The record that it is a copy of; itself where the headers do not tell. */
    static String origin(ConsumerRecord<byte[], byte[]> record) {
        String own = record.topic() + "-" + record.partition() + "-" + record.offset();
        return Stream.of(DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION, DeadLetterHeaders.OFFSET)
                .map(name -> Objects.requireNonNullElse(header(record, name), own))
                .collect(Collectors.joining("-"));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
