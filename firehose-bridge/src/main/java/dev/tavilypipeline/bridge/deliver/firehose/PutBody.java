package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

import dev.tavilypipeline.bridge.split.Row;

/**
 * The JSON body of a PutRecordBatch, in one array of its exact length, encoded from the rows without a copy of them. The SDK's
 * own marshalling allocates nearly twice as much. What is written to it becomes base64; a flush ends the encoded text.
 */
final class PutBody extends OutputStream {

    private static final byte[] RECORDS = "\",\"Records\":[".getBytes(US_ASCII);
    private static final byte[] RECORD = "{\"Data\":\"".getBytes(US_ASCII);
    private static final byte[] RECORD_END = "\"},".getBytes(US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /** Three bytes make four characters: a whole number of both. */
    private static final int CHUNK = 3 * 8 * 1024;

    private final byte[] body;
    private int at;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private final byte[] characters = new byte[CHUNK / 3 * 4];

    private PutBody(int length) {
        body = new byte[length];
    }

    /** @param stream needs no JSON escapes */
    static byte[] of(String stream, PutRequest request) {
        byte[] start = ("{\"DeliveryStreamName\":\"" + stream).getBytes(US_ASCII);
        int length = start.length + RECORDS.length + 1;
        for (PutRequest.FirehoseRecord record : request.records()) {
            length += RECORD.length + (record.size() + 2) / 3 * 4 + RECORD_END.length;
        }
        try (PutBody out = new PutBody(length)) {
            out.add(start, start.length);
            out.add(RECORDS, RECORDS.length);
            for (PutRequest.FirehoseRecord record : request.records()) {
                out.add(RECORD, RECORD.length);
                for (Row row : record.rows()) {
                    row.writeTo(out);
                }
                out.flush();
                out.add(RECORD_END, RECORD_END.length);
            }
            out.body[length - 2] = ']'; // in place of the comma after the last record
            out.body[length - 1] = '}';
            return out.body;
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private void add(byte[] bytes, int length) {
        System.arraycopy(bytes, 0, body, at, length);
        at += length;
    }

    @Override
    public void write(int one) {
        write(new byte[] { (byte) one }, 0, 1);
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
