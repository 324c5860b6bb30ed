package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.ArrayList;
import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/** Packs rows in their order, a request only when it is asked for, so that no more than that is copied. */
final class Packer {

    /**
     * What Firehose takes.
     *
     * @param recordBytes a record, before base64
     * @param records a request
     * @param requestBytes a request, before base64
     */
    record Limits(int recordBytes, int records, int requestBytes) {

        static final Limits FIREHOSE = new Limits(1_024_000, 500, 4 * 1024 * 1024);

        Limits {
            if (recordBytes < 1 || records < 1 || requestBytes < recordBytes) {
                throw new IllegalArgumentException("a request must hold at least one record of one byte");
            }
        }

        /** The same with requests of no more bytes, as long as a record of the full size has room. */
        Limits withRequestBytesAtMost(long bytes) {
            return new Limits(recordBytes, records, (int) Math.max(recordBytes, Math.min(requestBytes, bytes)));
        }
    }

    private final List<Row> rows;
    private final Limits limits;
    private int next;

    /** @param rows none larger than a record may be */
    Packer(List<Row> rows, Limits limits) {
        this.rows = rows;
        this.limits = limits;
    }

    boolean hasNext() {
        return next < rows.size();
    }

    PutRequest next() {
        List<PutRequest.FirehoseRecord> records = new ArrayList<>();
        int room = limits.requestBytes();
        while (hasNext() && records.size() < limits.records()) {
            int end = endOfRecord(Math.min(room, limits.recordBytes()));
            if (end == next) {
                break;
            }
            PutRequest.FirehoseRecord record = PutRequest.FirehoseRecord.of(rows.subList(next, end));
            records.add(record);
            room -= record.size();
            next = end;
        }
        return new PutRequest(records);
    }

    /** Behind the last row that still has room. */
    private int endOfRecord(int room) {
        int left = room;
        int end = next;
        while (end < rows.size() && rows.get(end).size() <= left) {
            left -= rows.get(end).size();
            end++;
        }
        if (end == next && room == limits.recordBytes()) {
            throw new IllegalArgumentException("a row of " + rows.get(next).size() + " bytes is larger than a record may be");
        }
        return end;
    }
}
