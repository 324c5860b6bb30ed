package dev.tavilypipeline.bench.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

import dev.tavilypipeline.bench.facts.SyntheticRun;
import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.RunsArgument;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * Fills the topics with the facts of many runs, has the collector drain them, and then MongoDB's sink connector: the same
 * events, from the same Kafka, which runs embedded in this program's own process, to the same database server.
 */
public final class CollectorBench {

    /** Drained from the collector's start on: the cold figure. */
    private static final int FIRST = 3_000;

    /** Drained next and not measured: until then the compilers take a fifth of the time and more. */
    private static final int MORE = 60_000;

    private static final int WARM_UP = FIRST + MORE;

    private final ConnectLibraries libraries;
    private final String bootstrapServers;
    private final Store store;
    private final Path folder;

    private CollectorBench(ConnectLibraries libraries, String bootstrapServers, Store store, Path folder) {
        this.libraries = libraries;
        this.bootstrapServers = bootstrapServers;
        this.store = store;
        this.folder = folder;
    }

    /** @param arguments the number of runs to drain, 10000 where not given */
    public static void main(String[] arguments) throws IOException, ExecutionException, InterruptedException {
        int runs = RunsArgument.of("collector", arguments, 10_000);
        ConnectLibraries libraries = ConnectLibraries.present();
        Path folder = Files.createTempDirectory("collector-bench");
        try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), Ports.free());
                Store store = Store.start(folder)) {
            kafka.start();
            new CollectorBench(libraries, kafka.bootstrapServers(), store, folder).measure(runs);
        }
        delete(folder);
    }

    private void measure(int runs) throws IOException, ExecutionException, InterruptedException {
        try (Feed feed = new Feed(bootstrapServers); Kafka kafka = new Kafka(bootstrapServers)) {
            CollectorFigures collector = collector(feed, kafka, runs);
            store.awaitQuiet();
            Figures connector = connector((long) feed.runs() * SyntheticRun.EVENTS);
            System.out.printf("%ncollector: %d runs, after %d to warm up, on %d processors, into %s%n%n", runs, WARM_UP,
                    Runtime.getRuntime().availableProcessors(), store.description());
            Table.print(collector, connector, libraries.connectorVersion());
        }
    }

    private CollectorFigures collector(Feed feed, Kafka kafka, int runs) throws ExecutionException, InterruptedException {
        try (CollectorDrain drain = new CollectorDrain(feed, kafka, bootstrapServers, store, FIRST, folder)) {
            drain.warm(MORE);
            Figures warm = drain.warm(runs);
            store.awaitQuiet();
            Map<UUID, Instant> ends = drain.steady();
            Map<UUID, Instant> envelopes = Envelopes.times(bootstrapServers, kafka.ends(Topics.RUN_ENVELOPES));
            if (envelopes.size() != feed.runs()) {
                throw new IllegalStateException(envelopes.size() + " of " + feed.runs() + " runs have an envelope");
            }
            return new CollectorFigures(drain.cold(), warm, Delays.between(ends, envelopes));
        }
    }

    private Figures connector(long events) throws IOException, InterruptedException {
        try (ChildProcess connector = SinkConnector.start(libraries, bootstrapServers, store, folder)) {
            return new ConnectorDrain(connector, store,
                    store.database(SinkConnector.DATABASE).getCollection(SinkConnector.COLLECTION))
                    .warm((long) WARM_UP * SyntheticRun.EVENTS, events);
        }
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
