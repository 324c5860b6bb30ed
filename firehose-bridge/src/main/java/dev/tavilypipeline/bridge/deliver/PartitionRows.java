package dev.tavilypipeline.bridge.deliver;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * The rows of consecutive records of one partition. The same range of offsets always has the same rows.
 *
 * @param firstOffset of the range read, whether or not that record had rows
 * @param lastOffset of the range read, likewise
 * @param firstTimestamp Kafka's, of the first record
 * @param rows a table without rows is absent
 */
public record PartitionRows(int partition, long firstOffset, long lastOffset, Instant firstTimestamp,
        Map<Table, List<Row>> rows) {

    public static PartitionRows of(int partition, long firstOffset, long lastOffset, Instant firstTimestamp, List<Row> rows) {
        Map<Table, List<Row>> byTable = new EnumMap<>(Table.class);
        rows.forEach(row -> byTable.computeIfAbsent(row.table(), none -> new ArrayList<>()).add(row));
        return new PartitionRows(partition, firstOffset, lastOffset, firstTimestamp, byTable);
    }

    /** @param sequence of one partition, each beginning where the former ends; not empty */
    public static PartitionRows joined(List<PartitionRows> sequence) {
        PartitionRows first = sequence.get(0);
        if (sequence.size() == 1) {
            return first;
        }
        Map<Table, List<Row>> rows = new EnumMap<>(Table.class);
        sequence.forEach(part -> part.rows()
                .forEach((table, more) -> rows.computeIfAbsent(table, none -> new ArrayList<>()).addAll(more)));
        long lastOffset = sequence.get(sequence.size() - 1).lastOffset();
        return new PartitionRows(first.partition(), first.firstOffset(), lastOffset, first.firstTimestamp(), rows);
    }
}
