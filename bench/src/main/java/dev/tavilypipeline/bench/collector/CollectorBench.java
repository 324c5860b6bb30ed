package dev.tavilypipeline.bench.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import dev.tavilypipeline.bench.facts.SyntheticRun;
import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Figures;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.bench.harness.Table;
import dev.tavilypipeline.bench.harness.TemporaryFolder;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * Measures the collector and then MongoDB's sink connector while each drains the same events, from the same Kafka, into the
 * same database server. Kafka runs in this process, the others are processes of their own.
 */
public final class CollectorBench {

    private static final int COLD = 3_000;

    /** Not measured: before that the JIT compilers take a fifth of the time and more. */
    private static final int MORE = 60_000;

    private static final int WARM_UP = COLD + MORE;

    private final ConnectLibraries libraries;
    private final String bootstrapServers;
    private final MongoServer mongo;
    private final Path folder;

    private CollectorBench(ConnectLibraries libraries, String bootstrapServers, MongoServer mongo, Path folder) {
        this.libraries = libraries;
        this.bootstrapServers = bootstrapServers;
        this.mongo = mongo;
        this.folder = folder;
    }

    /** @param arguments the number of runs, 10000 if none is given */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int runs = RunsArgument.of("collector", arguments, 10_000);
        ConnectLibraries libraries = ConnectLibraries.installed();
        TemporaryFolder folder = TemporaryFolder.create("collector-bench");
        try (EmbeddedKafka kafka = new EmbeddedKafka(folder.path().resolve("kafka"), Ports.free());
                MongoServer mongo = MongoServer.start(folder.path())) {
            kafka.start();
            new CollectorBench(libraries, kafka.bootstrapServers(), mongo, folder.path()).measure(runs);
        }
        folder.delete();
    }

    private void measure(int runs) throws IOException, InterruptedException {
        try (FactFeed feed = new FactFeed(bootstrapServers); KafkaProbe kafka = new KafkaProbe(bootstrapServers)) {
            try (CollectorDrain collector = new CollectorDrain(feed, kafka, bootstrapServers, mongo, folder)) {
                Figures cold = collector.cold(COLD);
                collector.warm(MORE);
                Figures warm = collector.warm(runs);
                mongo.awaitIdle();
                Delays delays = Delays.between(collector.steadyLoad(), envelopeTimes(kafka, feed.runs()));
                collector.stop();
                mongo.awaitIdle();
                print(runs, cold, warm, connector((long) feed.runs() * SyntheticRun.EVENTS), delays);
            }
        }
    }

    private static Map<UUID, Instant> envelopeTimes(KafkaProbe kafka, int runs) {
        Map<UUID, Instant> times = new HashMap<>();
        kafka.read(Map.of(), kafka.endOffsets(Topics.RUN_ENVELOPES), envelope -> times.putIfAbsent(
                UUID.fromString(envelope.key()), Instant.ofEpochMilli(envelope.timestamp())));
        if (times.size() != runs) {
            throw new IllegalStateException(times.size() + " of " + runs + " runs have an envelope");
        }
        return times;
    }

    private Figures connector(long events) throws IOException, InterruptedException {
        try (ChildProcess connector = SinkConnector.start(libraries, bootstrapServers, mongo, folder)) {
            return new ConnectorDrain(connector, mongo,
                    mongo.database(SinkConnector.DATABASE).getCollection(SinkConnector.COLLECTION))
                    .warm((long) WARM_UP * SyntheticRun.EVENTS, events);
        }
    }

    private void print(int runs, Figures cold, Figures warm, Figures connector, Delays delays) throws IOException {
        Table table = new Table("", "facts", "facts/s", "CPU us/fact", "MongoDB's us/fact", "resident MiB");
        for (Figures figures : new Figures[] { cold, warm, connector }) {
            table.row(figures.name(), figures.records(), Table.number(figures.perSecond(), 0),
                    Table.number(figures.cpuMicros(0), 1),
                    figures.hasCpu(1) ? Table.number(figures.cpuMicros(1), 1) : "-", figures.residentMib());
        }
        table.row("collector / connector, warm", "", Table.number(warm.perSecond() / connector.perSecond(), 2),
                Table.number(warm.cpuMicros(0) / connector.cpuMicros(0), 2),
                warm.hasCpu(1) ? Table.number(warm.cpuMicros(1) / connector.cpuMicros(1), 2) : "-", "");
        System.out.printf("%ncollector: %d runs, after %d to warm up, on %d processors, into %s%n%n%s%n", runs, WARM_UP,
                Runtime.getRuntime().availableProcessors(), mongo.description(), table);
        System.out.printf("The connector is mongo-kafka-connect %s, with one task.%n", libraries.connectorVersion());
        System.out.printf("From a run's end to its envelope at 1,000 facts/s: p50 %d ms, p95 %d ms, of %d runs%n",
                delays.percentile(50), delays.percentile(95), delays.sorted().size());
    }
}
