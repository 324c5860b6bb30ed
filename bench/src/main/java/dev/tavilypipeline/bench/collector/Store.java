package dev.tavilypipeline.bench.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.bson.Document;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.start.Ports;

/** The database server that both write to: that of {@code MONGODB_URI}, else the embedded one in a process of its own. */
final class Store implements AutoCloseable {

    /** Those of local-stack in the script's function {@code launch}, with more memory: bulks of 500 upserts need it. */
    private static final List<String> OPTIONS = List.of("-Xms16m", "-Xmx512m", "-Xss512k", "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1");

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int LOOKS = 30;
    private static final double QUIET = 0.05;

    private final String prefix = "bench_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private final Map<String, MongoDatabase> databases = new HashMap<>();
    private final String uri;
    private final Optional<ChildProcess> process;
    private final MongoClient client;

    private Store(String uri, Optional<ChildProcess> process) {
        this.uri = uri;
        this.process = process;
        this.client = MongoClients.create(uri);
    }

    static Store start(Path folder) {
        String given = System.getenv().getOrDefault("MONGODB_URI", "");
        Store store = given.isEmpty() ? embedded(folder) : new Store(given, Optional.empty());
        try {
            store.client.getDatabase("admin").runCommand(new Document("ping", 1));
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Store embedded(Path folder) {
        int port = Ports.free();
        ChildProcess process = ChildProcess.java(OPTIONS,
                List.of("-cp", System.getProperty("java.class.path"), EmbeddedStore.class.getName(),
                        folder.resolve("mongodb").toString(), Integer.toString(port)),
                Map.of(), folder.resolve("mongodb.log"));
        return new Store("mongodb://127.0.0.1:" + port, Optional.of(process));
    }

    String uri() {
        return uri;
    }

    String description() {
        return process.isPresent() ? "the embedded MongoDB" : "the server of MONGODB_URI";
    }

    /** One under this name and of this run alone, which goes when it ends. */
    MongoDatabase database(String name) {
        return databases.computeIfAbsent(prefix + name, client::getDatabase);
    }

    /** Of the server so far; nothing where it is not ours to look at. */
    Optional<Duration> cpu() {
        return process.map(embedded -> Usage.cpuOf(embedded.pid()));
    }

    /**
     * Returns when the embedded server has tidied up, so that what comes next does not pay for it; after a minute at the
     * latest.
     */
    void awaitQuiet() throws InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        for (int look = 0; look < LOOKS; look++) {
            Duration before = cpu().orElseThrow();
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            if (cpu().orElseThrow().minus(before).toMillis() < LOOK.toMillis() * QUIET) {
                return;
            }
        }
    }

    @Override
    public void close() {
        if (process.isEmpty()) {
            databases.values().forEach(MongoDatabase::drop);
        }
        client.close();
        process.ifPresent(ChildProcess::close);
    }
}
