package dev.tavilypipeline.bench.bridge;

import java.net.URI;

import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Metrics;

/**
 * Counters of the bridge.
 *
 * @param rows delivered
 * @param bytes of accepted Firehose records
 * @param billedBytes the same, each record rounded up as Firehose bills it
 * @param calls answered
 */
record BridgeMetrics(long rows, long bytes, long billedBytes, long calls) {

    static BridgeMetrics of(URI bridge) {
        Metrics metrics = JsonClient.anonymous().metrics(bridge);
        return new BridgeMetrics((long) metrics.sum("pipeline_bridge_rows_total"),
                (long) metrics.sum("pipeline_bridge_bytes_total"), (long) metrics.sum("pipeline_bridge_billed_bytes_total"),
                (long) metrics.sum("pipeline_bridge_calls_total"));
    }

    BridgeMetrics since(BridgeMetrics earlier) {
        return new BridgeMetrics(rows - earlier.rows, bytes - earlier.bytes, billedBytes - earlier.billedBytes,
                calls - earlier.calls);
    }
}
