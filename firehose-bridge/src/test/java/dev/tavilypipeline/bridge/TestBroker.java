package dev.tavilypipeline.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;

/** A real broker in this process, and the settings of a service that uses it. */
final class TestBroker {

    /** The broker tells its life in a thousand lines otherwise. Kept here, or they and their levels would be collected. */
    private static final List<Logger> QUIET = Stream.of("kafka", "org.apache.kafka", "state.change.logger")
            .map(Logger::getLogger).toList();

    private Path folder;
    private EmbeddedKafka broker;

    Map<String, String> start() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bridge-it-");
            broker = new EmbeddedKafka(folder.resolve("kafka"), LocalStackSettings.ephemeral(folder).kafkaPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker.start();
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "quarkus.log.category.\"kafka\".level", "WARN",
                "quarkus.log.category.\"state.change.logger\".level", "WARN");
    }

    /** Of this start alone. */
    Path folder() {
        return folder;
    }

    EmbeddedKafka kafka() {
        return broker;
    }

    void stop() {
        broker.close();
    }
}
