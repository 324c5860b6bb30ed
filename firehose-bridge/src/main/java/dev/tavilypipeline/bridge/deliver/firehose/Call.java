package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.List;

import dev.tavilypipeline.bridge.split.Row;

/** Records that are sent together. */
record Call(List<PackedRecord> records) {

    Call {
        records = List.copyOf(records);
    }

    int size() {
        return records.size();
    }

    long bytes() {
        return records.stream().mapToLong(PackedRecord::size).sum();
    }

    /** A call of one record with this row alone. */
    static Call of(Row row) {
        return new Call(List.of(PackedRecord.of(List.of(row))));
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
