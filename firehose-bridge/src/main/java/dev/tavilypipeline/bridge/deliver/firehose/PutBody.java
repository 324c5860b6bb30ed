package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

import dev.tavilypipeline.bridge.split.Row;

/**
 * The JSON body of a PutRecordBatch, in one array of its exact length, encoded from the rows without a copy of them. The SDK's
 * own marshalling allocates nearly twice as much.
 */
final class PutBody {

    private static final byte[] RECORDS = "\",\"Records\":[".getBytes(US_ASCII);
    private static final byte[] RECORD = "{\"Data\":\"".getBytes(US_ASCII);
    private static final byte[] RECORD_END = "\"},".getBytes(US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /** Three bytes make four characters: a whole number of both. */
    private static final int CHUNK = 3 * 8 * 1024;

    private final byte[] body;
    private final byte[] characters = new byte[CHUNK / 3 * 4];
    private int at;

    private PutBody(int length) {
        body = new byte[length];
    }

    /** @param stream needs no JSON escapes */
    static byte[] of(String stream, Call call) {
        byte[] start = ("{\"DeliveryStreamName\":\"" + stream).getBytes(US_ASCII);
        int length = start.length + RECORDS.length + 1;
        for (PackedRecord record : call.records()) {
            length += RECORD.length + (record.size() + 2) / 3 * 4 + RECORD_END.length;
        }
        PutBody body = new PutBody(length);
        body.add(start, start.length);
        body.add(RECORDS, RECORDS.length);
        try (Chunks chunks = body.new Chunks()) {
            for (PackedRecord record : call.records()) {
                body.add(record, chunks);
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        body.at--; // no comma after the last record
        body.body[body.at++] = ']';
        body.body[body.at] = '}';
        return body.body;
    }

    private void add(PackedRecord record, Chunks chunks) throws IOException {
        add(RECORD, RECORD.length);
        for (Row row : record.rows()) {
            row.writeTo(chunks);
        }
        chunks.flush();
        add(RECORD_END, RECORD_END.length);
    }

    private void add(byte[] bytes, int length) {
        System.arraycopy(bytes, 0, body, at, length);
        at += length;
    }

    /** Encodes into the body as base64; a flush ends the encoded text. */
    private final class Chunks extends OutputStream {

        private final byte[] chunk = new byte[CHUNK];
        private int filled;

        @Override
        public void write(int one) {
            chunk[filled++] = (byte) one;
            if (filled == CHUNK) {
                flush();
            }
        }

        @Override
        public void write(byte[] bytes, int start, int length) {
            int from = start;
            while (from < start + length) {
                int more = Math.min(start + length - from, CHUNK - filled);
                System.arraycopy(bytes, from, chunk, filled, more);
                filled += more;
                from += more;
                if (filled == CHUNK) {
                    flush();
                }
            }
        }

        @Override
        public void flush() {
            add(characters, BASE64.encode(filled == CHUNK ? chunk : Arrays.copyOf(chunk, filled), characters));
            filled = 0;
        }
    }
}
