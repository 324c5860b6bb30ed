package dev.tavilypipeline.bridge.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * The rows of consecutive records of one partition. The same range of offsets always has the same rows.
 *
 * @param firstOffset of the first record of the range, even if that record has no rows
 * @param lastOffset of the last record of the range, likewise
 * @param firstTimestamp Kafka's timestamp of the first record
 * @param rows by table; a table without rows is absent
 */
public record PartitionRows(int partition, long firstOffset, long lastOffset, Instant firstTimestamp,
        Map<Table, List<Row>> rows) {

    public static PartitionRows of(int partition, long firstOffset, long lastOffset, Instant firstTimestamp, List<Row> rows) {
        Map<Table, List<Row>> byTable = new EnumMap<>(Table.class);
        rows.forEach(row -> byTable.computeIfAbsent(row.table(), none -> new ArrayList<>()).add(row));
        return new PartitionRows(partition, firstOffset, lastOffset, firstTimestamp, byTable);
    }

    /** Empty for a table without rows. */
    public List<Row> rowsOf(Table table) {
        return rows.getOrDefault(table, List.of());
    }

    /**
     * Joins ranges of a partition that follow each other without a gap. After a rebalance there can be gaps, and an object that
     * is named by its first and last offset must contain everything between them.
     */
    public static List<PartitionRows> joined(List<PartitionRows> ranges) {
        List<List<PartitionRows>> sequences = new ArrayList<>();
        Map<Integer, List<PartitionRows>> lastOfPartition = new HashMap<>();
        for (PartitionRows next : ranges) {
            List<PartitionRows> sequence = lastOfPartition.get(next.partition);
            if (sequence == null || sequence.get(sequence.size() - 1).lastOffset + 1 != next.firstOffset) {
                sequence = new ArrayList<>();
                sequences.add(sequence);
                lastOfPartition.put(next.partition, sequence);
            }
            sequence.add(next);
        }
        return sequences.stream().map(PartitionRows::join).toList();
    }

    private static PartitionRows join(List<PartitionRows> sequence) {
        PartitionRows first = sequence.get(0);
        Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
        sequence.forEach(range -> range.rows
                .forEach((table, more) -> rows.computeIfAbsent(table, none -> new ArrayList<>()).addAll(more)));
        long lastOffset = sequence.get(sequence.size() - 1).lastOffset;
        return new PartitionRows(first.partition, first.firstOffset, lastOffset, first.firstTimestamp, rows);
    }
}
