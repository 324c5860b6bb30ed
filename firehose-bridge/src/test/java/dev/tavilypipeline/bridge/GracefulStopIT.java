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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.firehose.Fault;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;

/** The packaged service delivers rows in flight after SIGTERM. */
class GracefulStopIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String IN_FLIGHT = "pipeline_bridge_in_flight_bytes";

    private final TestBroker broker = new TestBroker();
    private final FirehoseEndpoint firehose = new FirehoseEndpoint().start();
    private BrokerClient client;

    @BeforeEach
    void start() {
        broker.start();
        firehose.make("kpi-runs", "kpi-steps", "kpi-calls");
        client = new BrokerClient(broker.kafka().bootstrapServers());
    }

    @AfterEach
    void stop() {
        client.close();
        firehose.close();
        broker.stop();
    }

    @Test
    void shouldDeliverAndCommitABatchThatStillLingers() {
        List<RunEnvelope> envelopes = send(300);
        try (BridgeProcess bridge = new BridgeProcess(environment("600000", "30s"))) {
            await().atMost(SOON).until(() -> bridge.metric(IN_FLIGHT) > 300 * 2_000);
            assertThat(firehose.calls()).as("it lingers for ten minutes").isZero();

            assertThat(bridge.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(AllRows.in(firehose)).isEqualTo(AllRows.of(envelopes));
        assertThat(client.uncommitted()).isZero();
    }

    @Test
    void shouldStopInTimeWithRowsThatCannotBeDeliveredAndLeaveThemToTheNext() {
        firehose.meet(call -> new Fault.Refusal(400, "AccessDeniedException", "No."));
        List<RunEnvelope> envelopes = send(50);
        try (BridgeProcess bridge = new BridgeProcess(environment("100", "1s"))) {
            await().atMost(SOON).until(() -> firehose.calls() > 0);

            assertThat(bridge.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(client.uncommitted()).isEqualTo(50);
        firehose.meet(call -> Fault.NONE);
        try (BridgeProcess next = new BridgeProcess(environment("100", "30s"))) {
            await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
            assertThat(AllRows.in(firehose)).isEqualTo(AllRows.of(envelopes));
            assertThat(next.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
    }

    private Map<String, String> environment(String lingerMs, String drainTimeout) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", broker.kafka().bootstrapServers(),
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", "kpi",
                "PIPELINE_BRIDGE_LINGER_MS", lingerMs,
                "PIPELINE_BRIDGE_DRAIN_TIMEOUT", drainTimeout));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL", firehose.uri().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
        return environment;
    }

    private List<RunEnvelope> send(int count) {
        List<RunEnvelope> envelopes = IntStream.range(0, count)
                .mapToObj(i -> Envelopes.of("Company " + i, i % 5, Instant.now())).toList();
        client.send(envelopes.stream().map(envelope -> new ProducerRecord<>(Topics.RUN_ENVELOPES,
                envelope.runId().toString().getBytes(UTF_8), ContractJson.write(envelope))).toList());
        return envelopes;
    }
}
