package dev.tavilypipeline.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A real broker and an empty lake folder for the service under test. */
public final class BrokerAndLake implements QuarkusTestResourceLifecycleManager {

    private TestBroker broker;
    private Path lake;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "bridge-it-");
            lake = folder.resolve("lake");
            LocalStackSettings settings = LocalStackSettings.ephemeral(folder);
            broker = new TestBroker(new EmbeddedKafka(folder.resolve("kafka"), settings.kafkaPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker.start();
        return Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "pipeline.bridge.lake.dir", lake.toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(TestBroker.class));
        injector.injectIntoFields(lake, new TestInjector.MatchesType(Path.class));
    }

    @Override
    public void stop() {
        broker.stop();
    }
}
