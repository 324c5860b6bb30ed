package dev.tavilypipeline.collector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.LocalStackSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Kafka and MongoDB for a test class, to be stopped and started by it. */
public class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    private LocalStack stack;

    @Override
    public Map<String, String> start() {
        try {
            stack = LocalStack.start(LocalStackSettings.ephemeral(Files.createTempDirectory("collector")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "kafka.bootstrap.servers", stack.kafka().bootstrapServers(),
                "quarkus.mongodb.connection-string", stack.mongo().uri(),
                // most tests send the events of a run without its job
                "pipeline.outbox.missing-facts-grace-period", "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
        }
    }
}
