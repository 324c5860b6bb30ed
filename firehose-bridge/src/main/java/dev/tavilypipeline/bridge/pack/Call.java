package dev.tavilypipeline.bridge.pack;

import java.util.List;

/** Records that are sent together. */
public record Call(List<PackedRecord> records) {

    public Call {
        records = List.copyOf(records);
    }

    public int size() {
        return records.size();
    }

    public long bytes() {
        return records.stream().mapToLong(PackedRecord::size).sum();
    }

    /** Two calls with the same rows, or this one alone where it has a single row. */
    public List<Call> halves() {
        if (records.size() == 1) {
            return records.get(0).halves().stream().map(half -> new Call(List.of(half))).toList();
        }
        int middle = records.size() / 2;
        return List.of(new Call(records.subList(0, middle)), new Call(records.subList(middle, records.size())));
    }
}
