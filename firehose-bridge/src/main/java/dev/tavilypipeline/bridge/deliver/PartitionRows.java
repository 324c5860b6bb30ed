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

    /** Whether {@code next} begins where this range ends. */
    public boolean isFollowedBy(PartitionRows next) {
        return next.partition == partition && next.firstOffset == lastOffset + 1;
    }

    /** @param sequence not empty; each range is followed by the next one */
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
