package dev.tavilypipeline.bench.collector;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * MongoDB's sink connector in Connect's standalone runtime, with one task. It upserts each event under its fact key, so that a
 * repeated event changes nothing.
 */
final class SinkConnector {

    static final String DATABASE = "connector";
    static final String COLLECTION = "facts";

    private static final List<String> OPTIONS = List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC");

    private SinkConnector() {
    }

    static ChildProcess start(ConnectLibraries libraries, String bootstrapServers, MongoServer mongo, Path folder)
            throws IOException {
        Path worker = write(folder.resolve("connect-worker.properties"), Map.of(
                "bootstrap.servers", bootstrapServers,
                "listeners", "http://127.0.0.1:" + Ports.free(),
                "offset.storage.file.filename", folder.resolve("connect-offsets").toString(),
                "key.converter", "org.apache.kafka.connect.storage.StringConverter",
                "value.converter", "org.apache.kafka.connect.storage.StringConverter"));
        Path connector = write(folder.resolve("connect-sink.properties"), Map.of(
                "name", "bench",
                "connector.class", "com.mongodb.kafka.connect.MongoSinkConnector",
                "tasks.max", "1",
                "topics", Topics.RUN_EVENTS,
                "connection.uri", mongo.uri(),
                "database", mongo.database(DATABASE).getName(),
                "collection", COLLECTION,
                "header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter",
                "document.id.strategy", "dev.tavilypipeline.bench.connect.FactKeyStrategy",
                "writemodel.strategy", "com.mongodb.kafka.connect.sink.writemodel.strategy.ReplaceOneDefaultStrategy"));
        return ChildProcess.java(OPTIONS, List.of("-cp", libraries.classpath(),
                "org.apache.kafka.connect.cli.ConnectStandalone", worker.toString(), connector.toString()), Map.of(),
                folder.resolve("connect.log"));
    }

    private static Path write(Path file, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return file;
    }
}
