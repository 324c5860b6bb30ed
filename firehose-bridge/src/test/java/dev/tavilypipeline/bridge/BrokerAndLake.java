package dev.tavilypipeline.bridge;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A real broker and an empty lake folder for the service under test. */
public final class BrokerAndLake implements QuarkusTestResourceLifecycleManager {

    private final TestBroker broker = new TestBroker();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(broker.start());
        settings.put("pipeline.bridge.lake.dir", lake().toString());
        return settings;
    }

    private Path lake() {
        return broker.folder().resolve("lake");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker.kafka(), new TestInjector.MatchesType(EmbeddedKafka.class));
        injector.injectIntoFields(lake(), new TestInjector.MatchesType(Path.class));
    }

    @Override
    public void stop() {
        broker.stop();
    }
}
