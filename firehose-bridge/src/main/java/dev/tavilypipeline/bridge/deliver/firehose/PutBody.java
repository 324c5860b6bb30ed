package dev.tavilypipeline.bridge.deliver.firehose;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;

import dev.tavilypipeline.bridge.pack.Call;
import dev.tavilypipeline.bridge.pack.PackedRecord;

/**
 * The JSON of a PutRecordBatch, in one array of exactly its length. The SDK would write the same through a buffer that grows
 * and several copies, which is most of what a call costs in processor time and memory.
 */
final class PutBody {

    private static final byte[] RECORDS = "\",\"Records\":[".getBytes(US_ASCII);
    private static final byte[] RECORD = "{\"Data\":\"".getBytes(US_ASCII);
    private static final byte[] RECORD_END = "\"},".getBytes(US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final byte[] body;
    private int at;

    private PutBody(int length) {
        body = new byte[length];
    }

    /** @param stream has only characters that need no escape */
    static byte[] of(String stream, Call call) {
        byte[] start = ("{\"DeliveryStreamName\":\"" + stream).getBytes(US_ASCII);
        int length = start.length + RECORDS.length + 1;
        for (PackedRecord record : call.records()) {
            length += RECORD.length + (record.size() + 2) / 3 * 4 + RECORD_END.length;
        }
        PutBody body = new PutBody(length);
        body.add(start);
        body.add(RECORDS);
        call.records().forEach(body::add);
        body.at--; // no comma behind the last one
        body.body[body.at++] = ']';
        body.body[body.at] = '}';
        return body.body;
    }

    private void add(PackedRecord record) {
        add(RECORD);
        add(BASE64.encode(record.bytes()));
        add(RECORD_END);
    }

    private void add(byte[] bytes) {
        System.arraycopy(bytes, 0, body, at, bytes.length);
        at += bytes.length;
    }
}
