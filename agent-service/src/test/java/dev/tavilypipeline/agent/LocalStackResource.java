package dev.tavilypipeline.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.LocalStackSettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Kafka, the simulator and a stub of the collector, to be commanded by the tests. */
public class LocalStackResource implements QuarkusTestResourceLifecycleManager {

    private LocalStack stack;
    private StubCollector collector;

    @Override
    public Map<String, String> start() {
        stack = startStack();
        collector = new StubCollector();
        return Map.of(
                "kafka.bootstrap.servers", stack.kafka().bootstrapServers(),
                "pipeline.provider.simulator-url", stack.simulator().uri().toString(),
                "pipeline.tavily.timeout", "1s",
                "pipeline.openai.timeout", "1s",
                "pipeline.limits.probe-every", "1s",
                "pipeline.agent.search-cache", "false",
                "pipeline.collector.url", collector.url());
    }

    static LocalStack startStack() {
        try {
            return LocalStack.start(LocalStackSettings.ephemeral(Files.createTempDirectory(Path.of("target"), "local-stack")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(stack, new TestInjector.MatchesType(LocalStack.class));
        injector.injectIntoFields(collector, new TestInjector.MatchesType(StubCollector.class));
    }

    @Override
    public void stop() {
        if (collector != null) {
            collector.close();
        }
        if (stack != null) {
            stack.close();
        }
    }
}
