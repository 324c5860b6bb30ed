package dev.tavilypipeline.bridge.deliver.firehose;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Calls, accepted records, billed bytes and retries by error code, of each table. */
@ApplicationScoped
public class FirehoseMetrics {

    private final MeterRegistry registry;
    private final Map<Table, Counter> calls;
    private final Map<Table, Counter> records;
    private final Map<Table, Counter> bytes;
    private final Map<Table, Counter> billedBytes;

    FirehoseMetrics(MeterRegistry registry) {
        this.registry = registry;
        calls = counters("pipeline.bridge.calls", "calls answered with 200, failed records or not", null);
        records = counters("pipeline.bridge.records", "records accepted", null);
        bytes = counters("pipeline.bridge.bytes", "accepted: objects as stored, or records before base64", "bytes");
        billedBytes = counters("pipeline.bridge.billed", "accepted bytes, each record rounded up to 5 KiB", "bytes");
    }

    private Map<Table, Counter> counters(String name, String description, String unit) {
        Map<Table, Counter> counters = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            counters.put(table, Counter.builder(name).tag("table", table.prefix()).description(description).baseUnit(unit)
                    .register(registry));
        }
        return counters;
    }

    /** @param failed the records of the call that were not accepted */
    void accepted(Table table, Call call, List<PackedRecord> failed) {
        calls.get(table).increment();
        records.get(table).increment((double) call.size() - failed.size());
        bytes.get(table).increment((double) call.bytes() - failed.stream().mapToLong(PackedRecord::size).sum());
        billedBytes.get(table).increment((double) billed(call.records()) - billed(failed));
    }

    void retried(Table table, String code, int count) {
        registry.counter("pipeline.bridge.retries", "table", table.prefix(), "code", code).increment(count);
    }

    private static long billed(List<PackedRecord> records) {
        return records.stream().mapToLong(PackedRecord::billed).sum();
    }
}
