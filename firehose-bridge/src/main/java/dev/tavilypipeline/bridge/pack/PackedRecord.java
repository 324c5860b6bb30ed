package dev.tavilypipeline.bridge.pack;

import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/** Whole rows, each ended by a line break, as one record. */
public final class PackedRecord {

    /** Firehose bills each record as a multiple of this. */
    public static final int BILLED_STEP = 5 * 1024;

    private final List<Row> rows;
    private final byte[] bytes;

    private PackedRecord(List<Row> rows, byte[] bytes) {
        this.rows = rows;
        this.bytes = bytes;
    }

    /** @param rows not empty */
    static PackedRecord of(List<Row> rows) {
        byte[] bytes = new byte[rows.stream().mapToInt(Row::size).sum()];
        int at = 0;
        for (Row row : rows) {
            row.copyTo(bytes, at);
            at += row.size();
        }
        return new PackedRecord(rows, bytes);
    }

    public List<Row> rows() {
        return rows;
    }

    /** The record itself and no copy: not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return bytes.length;
    }

    public long billed() {
        return (size() + BILLED_STEP - 1L) / BILLED_STEP * BILLED_STEP;
    }

    /** The same rows as two records; itself where it has only one row. */
    List<PackedRecord> halves() {
        int middle = rows.size() / 2;
        return middle == 0 ? List.of(this) : List.of(of(rows.subList(0, middle)), of(rows.subList(middle, rows.size())));
    }
}
