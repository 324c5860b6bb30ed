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
import dev.tavilypipeline.bench.harness.Figures;
import dev.tavilypipeline.bench.harness.Usage;
import dev.tavilypipeline.localstack.start.Ports;

/** The server of {@code MONGODB_URI}; the embedded one in a process of its own if that is not set. */
final class MongoServer implements AutoCloseable {

    /** Those of local-stack with more memory: the connector's bulks of 500 upserts need it. */
    private static final List<String> OPTIONS = List.of("-Xms16m", "-Xmx512m", "-Xss512k", "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", "-XX:TieredStopAtLevel=1");

    private static final Duration IDLE_POLL_INTERVAL = Duration.ofSeconds(2);
    private static final int IDLE_POLLS = 30;
    private static final double IDLE_CPU_SHARE = 0.05;

    private final String prefix = "bench_" + UUID.randomUUID().toString().substring(0, 8) + "_";
    private final Map<String, MongoDatabase> databases = new HashMap<>();
    private final String uri;
    private final Optional<ChildProcess> process;
    private final MongoClient client;

    private MongoServer(String uri, Optional<ChildProcess> process) {
        this.uri = uri;
        this.process = process;
        this.client = MongoClients.create(uri);
    }

    static MongoServer start(Path folder) {
        String given = System.getenv().getOrDefault("MONGODB_URI", "");
        MongoServer server = given.isEmpty() ? embedded(folder) : new MongoServer(given, Optional.empty());
        try {
            server.client.getDatabase("admin").runCommand(new Document("ping", 1));
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static MongoServer embedded(Path folder) {
        int port = Ports.free();
        ChildProcess process = ChildProcess.java(OPTIONS,
                List.of("-cp", System.getProperty("java.class.path"), EmbeddedMongoMain.class.getName(),
                        folder.resolve("mongodb").toString(), Integer.toString(port)),
                Map.of(), folder.resolve("mongodb.log"));
        return new MongoServer("mongodb://127.0.0.1:" + port, Optional.of(process));
    }

    String uri() {
        return uri;
    }

    String description() {
        return process.isPresent() ? "the embedded MongoDB" : "the server of MONGODB_URI";
    }

    /** A database for this run of the bench alone; it is dropped at the end. */
    MongoDatabase database(String name) {
        return databases.computeIfAbsent(prefix + name, client::getDatabase);
    }

    /** Processor time of the given process and, if it runs on this machine, of the server. */
    Figures.Sample sampleWith(long pid) {
        return process.map(server -> Figures.Sample.of(pid, server.pid())).orElseGet(() -> Figures.Sample.of(pid));
    }

    /** Waits, for a minute at most, until the embedded server has compacted its files: the next figure must not contain it. */
    void awaitIdle() throws InterruptedException {
        if (process.isEmpty()) {
            return;
        }
        for (int poll = 0; poll < IDLE_POLLS; poll++) {
            Duration before = Usage.cpuOf(process.orElseThrow().pid());
            TimeUnit.MILLISECONDS.sleep(IDLE_POLL_INTERVAL.toMillis());
            Duration spent = Usage.cpuOf(process.orElseThrow().pid()).minus(before);
            if (spent.toMillis() < IDLE_POLL_INTERVAL.toMillis() * IDLE_CPU_SHARE) {
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
