package dev.tavilypipeline.bench.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.localstack.firehose.AcknowledgingEndpoint;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * Fills the topic with envelopes and has the bridge bring them into an endpoint, in a process of its own, that says of
 * everything that it is accepted. Kafka runs embedded in this program's own process.
 */
public final class BridgeBench {

    private static final int FIRST = 20_000;

    /** Drained next and not measured: before that the compilers take more time than the work. */
    private static final int MORE = 100_000;

    private static final String ROW = "%-24s %10s %12s %14s %18s %12s %14s %12s %14s%n";

    private BridgeBench() {
    }

    /** @param arguments the number of envelopes to drain, 250000 where not given */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int envelopes = RunsArgument.of("bridge", arguments, 250_000);
        Path folder = Files.createTempDirectory("bridge-bench");
        int port = Ports.free();
        try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), Ports.free());
                ChildProcess endpoint = ChildProcess.java(List.of("-Xmx64m", "-XX:+UseSerialGC"),
                        List.of("-cp", System.getProperty("java.class.path"), AcknowledgingEndpoint.class.getName(),
                                Integer.toString(port)),
                        Map.of(), folder.resolve("endpoint.log"))) {
            kafka.start();
            try (EnvelopeFeed feed = new EnvelopeFeed(kafka.bootstrapServers());
                    BridgeDrain bridge = new BridgeDrain(feed, kafka.bootstrapServers(), endpoint, port, folder)) {
                measure(bridge, envelopes);
            }
        }
        delete(folder);
    }

    private static void measure(BridgeDrain bridge, int envelopes) throws IOException, InterruptedException {
        BridgeFigures cold = bridge.drain("bridge, from its start", FIRST);
        bridge.drain("", MORE);
        BridgeFigures warm = bridge.drain("bridge, warm", envelopes);
        System.out.printf(
                "%n%d envelopes of %d rows and %d bytes, after %d to warm up, on %d processors that Kafka, bridge and "
                        + "endpoint share%n%n",
                envelopes, SyntheticEnvelope.ROWS,
                new SyntheticEnvelope(envelopes, Instant.now()).json().length, FIRST + MORE,
                Runtime.getRuntime().availableProcessors());
        System.out.printf(ROW, "", "rows", "rows a s", "CPU us a row", "endpoint's us a row", "bytes a row", "billed / real",
                "MiB a call", "resident MiB");
        List.of(cold, warm).forEach(BridgeBench::print);
    }

    private static void print(BridgeFigures figures) {
        System.out.printf(ROW, figures.name(), figures.delivered().rows(), "%.0f".formatted(figures.rowsASecond()),
                "%.1f".formatted(figures.cpuMicros()), "%.1f".formatted(figures.endpointCpuMicros()),
                "%.0f".formatted(figures.bytesARow()), "%.3f".formatted(figures.billedToReal()),
                "%.2f".formatted(figures.mibACall()), figures.mostMib());
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> innerFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : innerFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
