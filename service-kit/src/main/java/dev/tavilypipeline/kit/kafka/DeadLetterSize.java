package dev.tavilypipeline.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

import dev.tavilypipeline.contract.Topics;

/** How much of a record its dead letter has room for. */
final class DeadLetterSize {

    /** Of the room that a topic leaves beside the largest value, for what a dead letter says of itself. */
    private static final int OWN_HEADERS = 8 * 1024;
    private static final int MOST = Topics.MAX_BATCH_BYTES - OWN_HEADERS;
    private static final int LARGEST_KEY = 1024;
    private static final int LONGEST_REASON = 1000;
    /** Of a header beside its name and value, and of a name's letters. */
    private static final int A_HEADER = 16;
    private static final int A_LETTER = 3;

    private DeadLetterSize() {
    }

    static boolean fits(ConsumerRecord<byte[], byte[]> record) {
        long bytes = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += A_HEADER + (long) A_LETTER * header.key().length() + length(header.value());
        }
        return bytes <= MOST;
    }

    /** That of a record that does not fit; null where there is none, or it is large itself. */
    static byte[] smallKey(ConsumerRecord<byte[], byte[]> record) {
        return length(record.key()) <= LARGEST_KEY ? record.key() : null;
    }

    static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
