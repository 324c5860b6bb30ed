package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/** Records that are sent together. */
record Call(List<Packed> records) {

    /** Firehose bills each record as a multiple of this. */
    static final int BILLED_STEP = 5 * 1024;

    /**
     * Whole rows, each ended by a line break, as one record.
     *
     * @param rows not empty
     * @param size in bytes
     */
    record Packed(List<Row> rows, int size) {

        static Packed of(List<Row> rows) {
            return new Packed(rows, rows.stream().mapToInt(Row::size).sum());
        }

        /** The same rows as two records; itself where it has only one row. */
        private List<Packed> halves() {
            int middle = rows.size() / 2;
            return middle == 0 ? List.of(this) : List.of(of(rows.subList(0, middle)), of(rows.subList(middle, rows.size())));
        }
    }

    Call {
        records = List.copyOf(records);
    }

    /** A call of one record with this row alone. */
    static Call of(Row row) {
        return new Call(List.of(Packed.of(List.of(row))));
    }

    int size() {
        return records.size();
    }

    long bytes() {
        return records.stream().mapToLong(Packed::size).sum();
    }

    long billedBytes() {
        return records.stream().mapToLong(record -> (record.size() + BILLED_STEP - 1L) / BILLED_STEP * BILLED_STEP).sum();
    }

    Row firstRow() {
        return records.get(0).rows().get(0);
    }

    boolean isSingleRow() {
        return records.size() == 1 && records.get(0).rows().size() == 1;
    }

    /** Two calls with the same rows, or this one alone where it has a single row. */
    List<Call> halves() {
        if (records.size() == 1) {
            return records.get(0).halves().stream().map(half -> new Call(List.of(half))).toList();
        }
        int middle = records.size() / 2;
        return List.of(new Call(records.subList(0, middle)), new Call(records.subList(middle, records.size())));
    }
}
