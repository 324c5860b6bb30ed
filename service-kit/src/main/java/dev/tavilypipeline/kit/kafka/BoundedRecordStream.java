package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.apache.kafka.common.utils.ByteUtils;

import dev.tavilypipeline.contract.DeadLetterHeaders;

/**
 * The unpacked records of a batch. A record that is larger than the limit is skipped, and a small record with the same offset,
 * timestamp and key takes its place: it has no value, and its only headers say how large the value was
 * ({@link DeadLetterHeaders#VALUE_BYTES}) and how it started ({@link DeadLetterHeaders#VALUE_START}). So a few compressed bytes
 * never take more memory than a record may, and the record goes to the dead letters like any other that cannot be read.
 *
 * <p>
 * The format is version 2 of Kafka's records: a length, then attributes, timestamp delta, offset delta, key, value, headers.
 * All
 * but the attributes are variable-length integers or preceded by one.
 */
final class BoundedRecordStream extends FilterInputStream {

    static final int MAX_START_BYTES = 1024;

    private static final int MAX_KEY_BYTES = 1024;
    private static final int END = -1;

    private final int maxBytes;
    /** To be read before {@link #remaining} bytes of the stream: a length, or a whole record that replaces another. */
    private byte[] head = {};
    private int position;
    private int remaining;

    /** @param maxBytes of the largest record that is passed on */
    BoundedRecordStream(InputStream unpacked, int maxBytes) {
        super(unpacked);
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == END ? END : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position == head.length && remaining == 0 && !nextRecord()) {
            return END;
        }
        if (position < head.length) {
            int count = Math.min(length, head.length - position);
            System.arraycopy(head, position, target, offset, count);
            position += count;
            return count;
        }
        int count = in.read(target, offset, Math.min(length, remaining));
        remaining -= Math.max(0, count);
        return count;
    }

    /** Through {@link #read}, which sees where each record begins. */
    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 2048)];
        return Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public int available() {
        return head.length - position;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean nextRecord() throws IOException {
        int first = in.read();
        if (first == END) {
            return false;
        }
        int size = readVarint(first);
        boolean oversized = size > maxBytes;
        head = lengthBefore(oversized ? replacement(size) : new byte[0], size);
        position = 0;
        remaining = oversized ? 0 : Math.max(0, size);
        return true;
    }

    private static byte[] lengthBefore(byte[] replacement, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(replacement.length + Integer.BYTES + 1);
        ByteUtils.writeVarint(replacement.length > 0 ? replacement.length : size, new DataOutputStream(bytes));
        bytes.write(replacement);
        return bytes.toByteArray();
    }

    private byte[] replacement(int size) throws IOException {
        LimitedStream record = new LimitedStream(in, size);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(new DataInputStream(record).readByte());
        ByteUtils.writeVarlong(ByteUtils.readVarlong(record), out);
        ByteUtils.writeVarint(ByteUtils.readVarint(record), out);
        write(out, smallKey(record, ByteUtils.readVarint(record)));
        int valueBytes = Math.max(0, ByteUtils.readVarint(record));
        write(out, null);
        ByteUtils.writeVarint(2, out);
        write(out, DeadLetterHeaders.VALUE_BYTES.getBytes(UTF_8));
        write(out, Integer.toString(valueBytes).getBytes(UTF_8));
        write(out, DeadLetterHeaders.VALUE_START.getBytes(UTF_8));
        write(out, record.readNBytes(Math.min(valueBytes, MAX_START_BYTES)));
        record.skipRest();
        return bytes.toByteArray();
    }

    private static byte[] smallKey(LimitedStream record, int length) throws IOException {
        if (length < 0 || length > MAX_KEY_BYTES) {
            record.skipNBytes(Math.max(0, length));
            return null;
        }
        return record.readNBytes(length);
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        ByteUtils.writeVarint(bytes == null ? -1 : bytes.length, out);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    private int readVarint(int first) throws IOException {
        int zigzag = first & 0x7f;
        int next = first;
        for (int shift = 7; (next & 0x80) != 0; shift += 7) {
            next = in.read();
            if (next == END || shift > 28) {
                throw new EOFException("the length of a record cannot be read");
            }
            zigzag |= (next & 0x7f) << shift;
        }
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }
}
