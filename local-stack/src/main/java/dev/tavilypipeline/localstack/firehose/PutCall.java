package dev.tavilypipeline.localstack.firehose;

import java.util.List;

/**
 * A PutRecordBatch as it came in.
 *
 * @param number from 1, over all streams
 * @param records as they were sent, base64 undone
 */
public record PutCall(int number, String stream, List<Payload> records) {

    /** The bytes of a record. */
    public static final class Payload {

        private final byte[] bytes;

        Payload(byte[] bytes) {
            this.bytes = bytes;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public int size() {
            return bytes.length;
        }
    }

    public long bytes() {
        return records.stream().mapToLong(Payload::size).sum();
    }
}
