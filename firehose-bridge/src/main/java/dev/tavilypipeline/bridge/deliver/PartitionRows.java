package dev.tavilypipeline.bridge.deliver;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        return new PartitionRows(partition, firstOffset, lastOffset, firstTimestamp, rows.stream()
                .collect(Collectors.groupingBy(Row::table, () -> new EnumMap<>(Table.class), Collectors.toUnmodifiableList())));
    }
}
