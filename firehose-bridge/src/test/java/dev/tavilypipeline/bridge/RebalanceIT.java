package dev.tavilypipeline.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

/** Packaged bridges that join and leave their group while envelopes keep coming. */
class RebalanceIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int ENVELOPES_PER_SEND = 10;

    private final TestBroker broker = new TestBroker();
    private final FirehoseEndpoint firehose = new FirehoseEndpoint().start();
    private final List<RunEnvelope> sent = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
    private BrokerClient client;

    @BeforeEach
    void start() {
        broker.start();
        firehose.make("kpi-runs", "kpi-steps", "kpi-calls");
        client = new BrokerClient(broker.kafka().bootstrapServers());
    }

    @AfterEach
    void stop() {
        load.shutdownNow();
        client.close();
        firehose.close();
        broker.stop();
    }

    @Test
    void shouldDeliverEachRowOnceWhileReplicasJoinAndLeave() {
        firehose.meet(call -> new Fault.Slow(Duration.ofMillis(200)));
        try (BridgeProcess first = new BridgeProcess(environment()); BridgeProcess second = new BridgeProcess(environment())) {
            awaitOwners(2);
            startLoad();
            awaitDelivered(500);

            try (BridgeProcess third = new BridgeProcess(environment())) {
                awaitOwners(3);
                awaitDelivered(sent.size() + 200);

                assertThat(first.stopsWithin(Duration.ofSeconds(40))).isTrue();
                awaitOwners(2);
                awaitDelivered(sent.size() + 200);
                stopLoad();

                await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
                assertThat(second.stopsWithin(Duration.ofSeconds(40))).isTrue();
                assertThat(third.stopsWithin(Duration.ofSeconds(40))).isTrue();
            }
        }
        assertThat(AllRows.in(firehose)).isEqualTo(AllRows.of(sent));
    }

    @Test
    void shouldLoseNoRowWhenAReplicaIsKilled() {
        try (BridgeProcess survivor = new BridgeProcess(environment())) {
            long uncommitted;
            try (BridgeProcess killed = new BridgeProcess(environment())) {
                awaitOwners(2);
                startLoad();
                awaitDelivered(500);
                killed.kill();
                uncommitted = client.uncommitted();
            }
            awaitDelivered(sent.size() + 200);
            stopLoad();
            await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
            assertThat(survivor.stopsWithin(Duration.ofSeconds(40))).isTrue();

            assertThat(AllRows.in(firehose).distinct()).isEqualTo(AllRows.of(sent));
            int twice = firehose.lines("kpi-runs").size() - sent.size();
            System.out.printf("%d envelopes, %d not committed at the kill, %d delivered twice%n", sent.size(), uncommitted,
                    twice);
            assertThat((long) twice).isLessThanOrEqualTo(uncommitted);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a send that fails ends the load, and then the test
    private void startLoad() {
        load.scheduleAtFixedRate(this::send, 0, 50, TimeUnit.MILLISECONDS);
    }

    private void send() {
        List<RunEnvelope> envelopes = IntStream.range(0, ENVELOPES_PER_SEND)
                .mapToObj(i -> Envelopes.of("Company " + i, i % 5, Instant.now())).toList();
        sent.addAll(envelopes);
        client.send(envelopes.stream().map(envelope -> new ProducerRecord<>(Topics.RUN_ENVELOPES,
                envelope.runId().toString().getBytes(UTF_8), ContractJson.write(envelope))).toList());
    }

    private void stopLoad() {
        load.shutdown();
        await().atMost(SOON).until(load::isTerminated);
    }

    private void awaitOwners(int count) {
        await().atMost(SOON).until(() -> client.owners() == count);
    }

    private void awaitDelivered(int envelopes) {
        await().atMost(SOON).until(() -> firehose.lines("kpi-runs").size() >= envelopes);
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", broker.kafka().bootstrapServers(),
                "PIPELINE_DESTINATION", "firehose",
                "FIREHOSE_STREAM_NAME", "kpi",
                "PIPELINE_BRIDGE_LINGER_MS", "2000"));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL", firehose.uri().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test"));
        return environment;
    }
}
