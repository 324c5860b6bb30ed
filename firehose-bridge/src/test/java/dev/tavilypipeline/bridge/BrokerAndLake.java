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
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A real broker and an empty lake folder for the service under test. */
public final class BrokerAndLake implements QuarkusTestResourceLifecycleManager {

    /** The broker tells its life in a thousand lines otherwise. Kept here, or they and their levels would be collected. */
    private static final List<Logger> QUIET = Stream.of("kafka", "org.apache.kafka", "state.change.logger")
            .map(Logger::getLogger).toList();

    private EmbeddedKafka broker;
    private Path lake;

    @Override
    public Map<String, String> start() {
        QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bridge-it-");
            lake = folder.resolve("lake");
            LocalStackSettings settings = LocalStackSettings.ephemeral(folder);
            broker = new EmbeddedKafka(folder.resolve("kafka"), settings.kafkaPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker.start();
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "pipeline.bridge.lake.dir", lake.toString(),
                "quarkus.log.category.\"kafka\".level", "WARN",
                "quarkus.log.category.\"state.change.logger\".level", "WARN");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(EmbeddedKafka.class));
        injector.injectIntoFields(lake, new TestInjector.MatchesType(Path.class));
    }

    @Override
    public void stop() {
        broker.close();
    }
}
