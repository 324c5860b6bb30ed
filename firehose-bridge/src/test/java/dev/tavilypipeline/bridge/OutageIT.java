package dev.tavilypipeline.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * The packaged bridge while one of its streams is down and envelopes keep coming; {@code -Doutage.seconds=600} makes it the ten
 * minutes that an outage may well last.
 */
class OutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 20));
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final int ENVELOPES_A_SECOND = 100;
    private static final long MAX_IN_FLIGHT_MIB = 8;
    private static final long MAX_RESIDENT_MIB = 512;

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
    void shouldKeepItsPartitionsAndItsMemoryAndGoOnWhenTheStreamIsBack() {
        List<RunEnvelope> sent = new ArrayList<>(send(100));
        try (BridgeProcess bridge = new BridgeProcess(environment())) {
            awaitCommitted();
            Set<String> members = client.members();

            firehose.meet(call -> call.stream().equals("kpi-steps") ? Fault.Refusal.throttling() : Fault.NONE);
            long mostResident = 0;
            double mostInFlight = 0;
            for (Instant end = Instant.now().plus(OUTAGE); Instant.now().isBefore(end);) {
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
                sent.addAll(send(ENVELOPES_A_SECOND));
                mostResident = Math.max(mostResident, bridge.residentMib());
                mostInFlight = Math.max(mostInFlight, bridge.metric("pipeline_bridge_in_flight_bytes"));
                assertThat(client.members()).as("the member that has the partitions").isEqualTo(members);
            }
            System.out.printf("%d s, %d envelopes, %d not committed, at most %.1f MiB in flight and %d MiB resident%n",
                    OUTAGE.toSeconds(), sent.size(), client.uncommitted(), mostInFlight / (1 << 20), mostResident);
            assertThat(mostInFlight).isLessThan((MAX_IN_FLIGHT_MIB + 6) << 20);
            assertThat(mostResident).isLessThan(MAX_RESIDENT_MIB);
            assertThat(client.uncommitted()).isPositive();

            firehose.meet(call -> Fault.NONE);

            awaitCommitted();
        }
        assertThat(AllRows.in(firehose)).as("every row once, in the other tables too").isEqualTo(AllRows.of(sent));
    }

    private void awaitCommitted() {
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", broker.kafka().bootstrapServers(),
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", "kpi",
                "PIPELINE_BRIDGE_LINGER_MS", "500",
                "PIPELINE_BRIDGE_BATCH_MIB", "2",
                "PIPELINE_BRIDGE_MAX_IN_FLIGHT_MIB", Long.toString(MAX_IN_FLIGHT_MIB),
                // so short that seconds are long: who does not poll that often loses its partitions
                "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_MAX_POLL_INTERVAL_MS", "6000",
                "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_SESSION_TIMEOUT_MS", "6000"));
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
