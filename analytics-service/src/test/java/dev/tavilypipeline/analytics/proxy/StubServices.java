package dev.tavilypipeline.analytics.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** The services behind this one, and folders for it. */
public final class StubServices implements QuarkusTestResourceLifecycleManager {

    public static final String ANSWER_TIMEOUT = "2s";

    private StubService agent;
    private StubService collector;

    @Override
    public Map<String, String> start() {
        try {
            agent = new StubService();
            collector = new StubService();
            Path dir = Files.createTempDirectory("proxy");
            return Map.of("pipeline.proxy.agent-url", agent.url(),
                    "pipeline.proxy.collector-url", collector.url() + "/prefix/",
                    "pipeline.proxy.answer-timeout", ANSWER_TIMEOUT,
                    "pipeline.load.lake-dir", dir.resolve("lake").toString(),
                    "pipeline.warehouse.file", dir.resolve("warehouse.duckdb").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(StubServices.class));
    }

    @Override
    public void stop() {
        try {
            agent.close();
            collector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public StubService agent() {
        return agent;
    }

    public StubService collector() {
        return collector;
    }

    public void reset() {
        agent.reset();
        collector.reset();
    }
}
