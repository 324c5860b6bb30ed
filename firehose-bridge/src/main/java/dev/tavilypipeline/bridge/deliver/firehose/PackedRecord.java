package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/**
 * Whole rows, each ended by a line break, as one record.
 *
 * @param rows not empty
 * @param size in bytes
 */
record PackedRecord(List<Row> rows, int size) {

    /** Firehose bills each record as a multiple of this. */
    static final int BILLED_STEP = 5 * 1024;

    static PackedRecord of(List<Row> rows) {
        return new PackedRecord(rows, rows.stream().mapToInt(Row::size).sum());
    }

    long billed() {
        return (size + BILLED_STEP - 1L) / BILLED_STEP * BILLED_STEP;
    }

    /** The same rows as two records; itself where it has only one row. */
    List<PackedRecord> halves() {
        int middle = rows.size() / 2;
        return middle == 0 ? List.of(this) : List.of(of(rows.subList(0, middle)), of(rows.subList(middle, rows.size())));
    }
}
