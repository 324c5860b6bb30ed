package dev.tavilypipeline.bridge.deliver.objects;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Table;

/**
 * {@code <table prefix>/yyyy/mm/dd/hh/<topic id>-<partition>-<first offset>-<last offset>.json.gz}, by the UTC hour of the
 * first
 * record's Kafka timestamp. The same range of a topic always has the same name.
 */
final class ObjectName {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

    private ObjectName() {
    }

    static String of(Table table, String topicId, PartitionRows rows) {
        return table.prefix() + "/" + HOUR.format(rows.firstTimestamp()) + "/" + topicId + "-" + rows.partition() + "-"
                + rows.firstOffset() + "-" + rows.lastOffset() + ".json.gz";
    }
}
