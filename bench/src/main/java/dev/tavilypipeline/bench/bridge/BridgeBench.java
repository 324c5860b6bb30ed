package dev.tavilypipeline.bench.bridge;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Figures;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.localstack.firehose.AcknowledgingEndpoint;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * Fills the topic of envelopes, and measures the bridge while it delivers them to an endpoint that accepts everything. Bridge
 * and endpoint are processes of their own; Kafka runs in this one.
 */
public final class BridgeBench {

    private static final int COLD = 20_000;

    /** Not measured: before that the JIT compilers take more time than the work. */
    private static final int WARM_UP = 100_000;

    private BridgeBench() {
    }

    /** @param arguments the number of envelopes, 250000 if none is given */
    public static void main(String[] arguments) throws InterruptedException {
        int envelopes = RunsArgument.of("bridge", arguments, 250_000);
        TemporaryFolder folder = TemporaryFolder.create("bridge-bench");
        int port = Ports.free();
        try (EmbeddedKafka kafka = new EmbeddedKafka(folder.path().resolve("kafka"), Ports.free());
                ChildProcess endpoint = endpoint(port, folder.path())) {
            kafka.start();
            try (BridgeDrain bridge = new BridgeDrain(kafka.bootstrapServers(), endpoint, port, folder.path())) {
                measure(bridge, envelopes);
            }
        }
        folder.delete();
    }

    private static ChildProcess endpoint(int port, Path folder) {
        return ChildProcess.java(List.of("-Xmx64m", "-XX:+UseSerialGC"),
                List.of("-cp", System.getProperty("java.class.path"), AcknowledgingEndpoint.class.getName(),
                        Integer.toString(port)),
                Map.of(), folder.resolve("endpoint.log"));
    }

    private static void measure(BridgeDrain bridge, int envelopes) throws InterruptedException {
        BridgeDrain.Result cold = bridge.drain("bridge, cold", COLD);
        bridge.drain("", WARM_UP);
        BridgeDrain.Result warm = bridge.drain("bridge, warm", envelopes);
        System.out.printf("%nbridge: %d envelopes of %d rows and %d bytes, after %d to warm up, on %d processors that Kafka, "
                + "bridge and endpoint share%n%n",
                envelopes, SyntheticEnvelope.ROWS, new SyntheticEnvelope(envelopes, Instant.now()).json().length,
                COLD + WARM_UP, Runtime.getRuntime().availableProcessors());
        Table table = new Table("", "rows", "rows/s", "CPU us/row", "endpoint's us/row", "bytes/row", "billed/real",
                "MiB/call", "peak MiB");
        List.of(cold, warm).forEach(result -> add(table, result.figures(), result.delivered()));
        System.out.print(table);
    }

    private static void add(Table table, Figures figures, BridgeMetrics delivered) {
        table.row(figures.name(), figures.records(), Table.number(figures.perSecond(), 0),
                Table.number(figures.cpuMicros(0), 1), Table.number(figures.cpuMicros(1), 1),
                Table.number(delivered.bytes() / (double) delivered.rows(), 0),
                Table.number(delivered.billedBytes() / (double) delivered.bytes(), 3),
                Table.number(delivered.bytes() / (double) delivered.calls() / (1 << 20), 2), figures.residentMib());
    }
}
