package dev.tavilypipeline.bridge;

import java.util.HashMap;
import java.util.Map;

import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A real broker, and three streams of an endpoint that can fail; the bridge may have few bytes in flight. */
public final class BrokerAndFirehose implements QuarkusTestResourceLifecycleManager {

    private final TestBroker broker = new TestBroker();
    private final FirehoseEndpoint firehose = new FirehoseEndpoint();

    @Override
    public Map<String, String> start() {
        firehose.start().make("kpi-runs", "kpi-steps", "kpi-calls");
        Map<String, String> settings = new HashMap<>(broker.start());
        settings.putAll(Map.of(
                "pipeline.bridge.destination", "firehose",
                "pipeline.bridge.firehose.stream-name", "kpi",
                "pipeline.bridge.firehose.mib-per-second", "1000",
                "pipeline.bridge.firehose.blocked-retry-delay", "200ms",
                "pipeline.bridge.batch.linger-ms", "200",
                "pipeline.bridge.batch.mib", "1",
                "pipeline.bridge.batch.max-in-flight-mib", "4",
                "pipeline.aws.endpoint", firehose.uri().toString(),
                "pipeline.aws.region", "us-east-1"));
        // so short that seconds are a long outage: a consumer without polls or heartbeats loses its partitions
        settings.put("mp.messaging.incoming.run-envelopes.max.poll.interval.ms", "6000");
        settings.put("mp.messaging.incoming.run-envelopes.session.timeout.ms", "6000");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker.kafka(), new TestInjector.MatchesType(EmbeddedKafka.class));
        injector.injectIntoFields(firehose, new TestInjector.MatchesType(FirehoseEndpoint.class));
    }

    @Override
    public void stop() {
        firehose.close();
        broker.stop();
    }
}
