package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.Topics;

/** Decides whether a dead letter can contain the whole record. */
final class DeadLetterSize {

    /** Reserved for the headers that {@link DeadLetters} adds. */
    private static final int ADDED_HEADERS_BYTES = 8 * 1024;
    private static final int MAX_BYTES = Topics.MAX_BATCH_BYTES - ADDED_HEADERS_BYTES;
    private static final int MAX_KEY_BYTES = 1024;
    private static final int MAX_REASON_CHARACTERS = 1000;
    private static final int BYTES_PER_HEADER = 16;
    private static final int MAX_BYTES_PER_CHARACTER = 3;

    private DeadLetterSize() {
    }

    static boolean fits(ConsumerRecord<byte[], byte[]> record) {
        long bytes = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += BYTES_PER_HEADER + (long) MAX_BYTES_PER_CHARACTER * header.key().length() + length(header.value());
        }
        return bytes <= MAX_BYTES;
    }

    /**
     * Why a record has no value that {@link BoundedRecordStream} has put in the place of one that is too large to be held.
     *
     * @return empty for any other record
     */
    static Optional<String> oversized(ConsumerRecord<byte[], byte[]> record) {
        Header bytes = record.headers().lastHeader(DeadLetterHeaders.VALUE_BYTES);
        if (record.value() != null || bytes == null || bytes.value() == null) {
            return Optional.empty();
        }
        return Optional
                .of("the record unpacks to more than the " + RecordLimit.bytes() + " bytes that it may have, its value to "
                        + new String(bytes.value(), UTF_8));
    }

    /** The first bytes of a value that does not fit. */
    static byte[] start(byte[] value) {
        return value == null ? new byte[0] : Arrays.copyOf(value, Math.min(value.length, BoundedRecordStream.MAX_START_BYTES));
    }

    /** The key of a record that does not fit; null if the key is missing or too large. */
    static byte[] smallKey(ConsumerRecord<byte[], byte[]> record) {
        return length(record.key()) <= MAX_KEY_BYTES ? record.key() : null;
    }

    static String cut(String reason) {
        return reason.length() <= MAX_REASON_CHARACTERS ? reason : reason.substring(0, MAX_REASON_CHARACTERS);
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
