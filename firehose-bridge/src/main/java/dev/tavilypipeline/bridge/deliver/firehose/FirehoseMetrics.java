package dev.tavilypipeline.bridge.deliver.firehose;

import dev.tavilypipeline.bridge.deliver.TableCounter;
import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.MeterRegistry;

/** Calls, accepted records, billed bytes and retries by error code, of each table. */
final class FirehoseMetrics {

    private final MeterRegistry registry;
    private final TableCounter calls;
    private final TableCounter records;
    private final TableCounter bytes;
    private final TableCounter billedBytes;

    FirehoseMetrics(MeterRegistry registry) {
        this.registry = registry;
        calls = new TableCounter(registry, "pipeline.bridge.calls", "calls answered with 200, failed records or not", null);
        records = new TableCounter(registry, "pipeline.bridge.records", "records accepted", null);
        bytes = new TableCounter(registry, "pipeline.bridge.bytes", "accepted: objects as stored, or records before base64",
                "bytes");
        billedBytes = new TableCounter(registry, "pipeline.bridge.billed", "accepted bytes, each record rounded up to 5 KiB",
                "bytes");
    }

    /** @param failed the records of the request that were not accepted */
    void accepted(Table table, PutRequest request, PutRequest failed) {
        calls.add(table, 1);
        records.add(table, (double) request.size() - failed.size());
        bytes.add(table, (double) request.bytes() - failed.bytes());
        billedBytes.add(table, (double) request.billedBytes() - failed.billedBytes());
    }

    void retried(Table table, String code, int count) {
        registry.counter("pipeline.bridge.retries", "table", table.prefix(), "code", code).increment(count);
    }
}
