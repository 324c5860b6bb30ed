package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/** Records that are sent together. */
record PutRequest(List<FirehoseRecord> records) {

    /** Firehose bills each record as a multiple of this. */
    static final int BILLED_STEP = 5 * 1024;

    /**
     * Whole rows, each ended by a line break, as one record.
     *
     * @param rows not empty
     * @param size in bytes
     */
    record FirehoseRecord(List<Row> rows, int size) {

        static FirehoseRecord of(List<Row> rows) {
            return new FirehoseRecord(rows, rows.stream().mapToInt(Row::size).sum());
        }

        /** The same rows as two records; itself where it has only one row. */
        private List<FirehoseRecord> halves() {
            int middle = rows.size() / 2;
            return middle == 0 ? List.of(this) : List.of(of(rows.subList(0, middle)), of(rows.subList(middle, rows.size())));
        }
    }

    PutRequest {
        records = List.copyOf(records);
    }

    /** A request of one record with this row alone. */
    static PutRequest of(Row row) {
        return new PutRequest(List.of(FirehoseRecord.of(List.of(row))));
    }

    int size() {
        return records.size();
    }

    long bytes() {
        return records.stream().mapToLong(FirehoseRecord::size).sum();
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

    /** Two requests with the same rows, or this one alone where it has a single row. */
    List<PutRequest> halves() {
        if (records.size() == 1) {
            return records.get(0).halves().stream().map(half -> new PutRequest(List.of(half))).toList();
        }
        int middle = records.size() / 2;
        return List.of(new PutRequest(records.subList(0, middle)), new PutRequest(records.subList(middle, records.size())));
    }
}
