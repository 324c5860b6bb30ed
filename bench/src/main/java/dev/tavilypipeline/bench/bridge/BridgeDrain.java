package dev.tavilypipeline.bench.bridge;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.tavilypipeline.bench.facts.RecordSender;
import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Figures;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.StallDetector;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged bridge between a topic full of envelopes and an endpoint that accepts everything. */
final class BridgeDrain implements AutoCloseable {

    /** As large as the collector's batches. */
    private static final int BATCH_BYTES = 262_144;

    private final ChildProcess endpoint;
    private final ServiceProcess bridge;
    private final RecordSender sender;
    private int envelopes;

    /** Figures of the bridge and of the endpoint, in this order, and what the bridge delivered. */
    record Result(Figures figures, BridgeMetrics delivered) {
    }

    BridgeDrain(String bootstrapServers, ChildProcess endpoint, int endpointPort, Path folder) {
        this.endpoint = endpoint;
        bridge = ServiceProcess.start(Service.BRIDGE, Ports.free(), Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", "bench",
                // so high that the bridge never waits for its quota
                "PIPELINE_FIREHOSE_MIB_PER_SECOND", "10000",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + endpointPort,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "bench",
                "AWS_SECRET_ACCESS_KEY", "bench"), folder.resolve("firehose-bridge.log"));
        bridge.awaitReady();
        sender = new RecordSender(bootstrapServers, BATCH_BYTES);
    }

    /** Fills the topic while the bridge is suspended, then measures until all rows are delivered. */
    Result drain(String name, int count) throws InterruptedException {
        BridgeMetrics before = BridgeMetrics.of(bridge.uri());
        bridge.process().suspend();
        Figures.Sample begin;
        try {
            send(count);
            begin = sample();
        } finally {
            bridge.process().resume();
        }
        long rows = (long) count * SyntheticEnvelope.ROWS;
        long peakMib = 0;
        StallDetector stalls = new StallDetector(bridge.process(), Duration.ofMillis(200));
        BridgeMetrics delivered = BridgeMetrics.of(bridge.uri()).since(before);
        Figures.Sample end = begin;
        while (delivered.rows() < rows) {
            stalls.poll(delivered.rows());
            delivered = BridgeMetrics.of(bridge.uri()).since(before);
            end = sample();
            peakMib = Math.max(peakMib, Usage.of(bridge.pid()).residentMib());
        }
        return new Result(begin.until(end, name, rows, peakMib), delivered);
    }

    private Figures.Sample sample() {
        return Figures.Sample.of(bridge.pid(), endpoint.pid());
    }

    private void send(int count) {
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            sender.send(new SyntheticEnvelope(envelopes++, now).toRecord());
        }
        sender.flush();
    }

    @Override
    public void close() {
        sender.close();
        bridge.close();
    }
}
