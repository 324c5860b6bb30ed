package dev.tavilypipeline.bench.bridge;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged bridge, between a Kafka that is full already and an endpoint that takes everything. */
final class BridgeDrain implements AutoCloseable {

    private static final Duration WITHOUT_PROGRESS = Duration.ofMinutes(1);

    private final EnvelopeFeed feed;
    private final ChildProcess endpoint;
    private final ServiceProcess bridge;

    BridgeDrain(EnvelopeFeed feed, String bootstrapServers, ChildProcess endpoint, int endpointPort, Path folder) {
        this.feed = feed;
        this.endpoint = endpoint;
        bridge = ServiceProcess.start(Service.BRIDGE, Ports.free(), Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", "bench",
                // what is measured is the bridge, and not how it keeps a quota
                "PIPELINE_FIREHOSE_MIB_PER_SECOND", "10000",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + endpointPort,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "bench",
                "AWS_SECRET_ACCESS_KEY", "bench"), folder.resolve("firehose-bridge.log"));
        bridge.awaitReady();
    }

    /** Fills the topic while the process stands still, and has it drain it. */
    BridgeFigures drain(String name, int envelopes) throws IOException, InterruptedException {
        BridgeMetrics before = BridgeMetrics.of(bridge.uri());
        bridge.process().halt();
        Instant began;
        Duration cpu;
        Duration endpointCpu;
        try {
            feed.fill(envelopes);
            cpu = Usage.cpuOf(bridge.pid());
            endpointCpu = Usage.cpuOf(endpoint.pid());
            began = Instant.now();
        } finally {
            bridge.process().goOn();
        }
        long mostMib = 0;
        BridgeMetrics now = before;
        Instant progress = began;
        long wanted = (long) envelopes * SyntheticEnvelope.ROWS;
        while (now.since(before).rows() < wanted) {
            TimeUnit.MILLISECONDS.sleep(200);
            BridgeMetrics seen = BridgeMetrics.of(bridge.uri());
            mostMib = Math.max(mostMib, Usage.of(bridge.pid()).residentMib());
            if (seen.rows() > now.rows()) {
                progress = Instant.now();
            } else if (progress.isBefore(Instant.now().minus(WITHOUT_PROGRESS))) {
                throw new IllegalStateException("no progress beyond " + now + "; the log is " + bridge.process().log());
            }
            now = seen;
        }
        return new BridgeFigures(name, now.since(before), Duration.between(began, progress),
                Usage.cpuOf(bridge.pid()).minus(cpu), Usage.cpuOf(endpoint.pid()).minus(endpointCpu), mostMib);
    }

    @Override
    public void close() {
        bridge.close();
    }
}
