package dev.tavilypipeline.bench.bridge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * What the bridge says of itself.
 *
 * @param rows delivered
 * @param bytes of records accepted
 * @param billedBytes the same, each record rounded up
 * @param calls answered
 */
record BridgeMetrics(long rows, long bytes, long billedBytes, long calls) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static BridgeMetrics of(URI bridge) throws IOException, InterruptedException {
        String text = HTTP.send(HttpRequest.newBuilder(bridge.resolve("/q/metrics")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return new BridgeMetrics(sum(text, "pipeline_bridge_rows_total{"), sum(text, "pipeline_bridge_bytes_total{"),
                sum(text, "pipeline_bridge_billed_bytes_total{"), sum(text, "pipeline_bridge_calls_total{"));
    }

    BridgeMetrics since(BridgeMetrics earlier) {
        return new BridgeMetrics(rows - earlier.rows, bytes - earlier.bytes, billedBytes - earlier.billedBytes,
                calls - earlier.calls);
    }

    private static long sum(String text, String metric) {
        return text.lines().filter(line -> line.startsWith(metric))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
