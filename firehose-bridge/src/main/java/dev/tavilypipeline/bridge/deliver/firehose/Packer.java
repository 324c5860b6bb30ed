package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import dev.tavilypipeline.bridge.split.Row;

/** Packs rows in their order, a call only when it is asked for, so that no more than that is copied. */
final class Packer implements Iterator<Call> {

    private final List<Row> rows;
    private final CallLimits limits;
    private int next;

    /** @param rows none larger than a record may be */
    Packer(List<Row> rows, CallLimits limits) {
        this.rows = rows;
        this.limits = limits;
    }

    @Override
    public boolean hasNext() {
        return next < rows.size();
    }

    @Override
    public Call next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        List<PackedRecord> records = new ArrayList<>();
        int room = limits.callBytes();
        while (hasNext() && records.size() < limits.records()) {
            int end = endOfRecord(Math.min(room, limits.recordBytes()));
            if (end == next) {
                break;
            }
            PackedRecord record = PackedRecord.of(rows.subList(next, end));
            records.add(record);
            room -= record.size();
            next = end;
        }
        return new Call(records);
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
