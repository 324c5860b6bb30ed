package dev.tavilypipeline.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;

/** A broker, a Firehose with the three streams, and packaged bridges between them; new for each test. */
final class FirehoseInstallation implements BeforeEachCallback, AfterEachCallback {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final TestBroker broker = new TestBroker();
    private final FirehoseEndpoint firehose = new FirehoseEndpoint();
    private BrokerClient client;

    @Override
    public void beforeEach(ExtensionContext context) {
        broker.start();
        firehose.start().make("kpi-runs", "kpi-steps", "kpi-calls");
        client = new BrokerClient(broker.kafka().bootstrapServers());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        client.close();
        firehose.close();
        broker.stop();
    }

    FirehoseEndpoint firehose() {
        return firehose;
    }

    BrokerClient client() {
        return client;
    }

    /** @param settings environment variables, beside those that connect it */
    BridgeProcess startBridge(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", broker.kafka().bootstrapServers(),
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", "kpi",
                "AWS_ENDPOINT_URL", firehose.uri().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
        return new BridgeProcess(environment);
    }

    List<RunEnvelope> send(int count) {
        List<RunEnvelope> envelopes = IntStream.range(0, count)
                .mapToObj(i -> Envelopes.of("Company " + i, i % 5, Instant.now())).toList();
        client.send(envelopes.stream().map(envelope -> new ProducerRecord<>(Topics.RUN_ENVELOPES,
                envelope.runId().toString().getBytes(UTF_8), ContractJson.write(envelope))).toList());
        return envelopes;
    }

    void awaitCommitted() {
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
    }
}
