package dev.tavilypipeline.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.aws.RecordingServer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Answer;
import dev.tavilypipeline.bridge.deliver.aws.RecordingServer.Request;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;

/** The packaged bridge with as much in flight as S3 as destination allows, under the heap that it has in service. */
class S3MemoryIT {

    private static final long MAX_IN_FLIGHT = 96L << 20;
    private static final int ENVELOPES = 8_000;
    private static final int CALLS = 5;
    /** Of random text in each envelope, which hardly compresses: about 19 KB an envelope with its JSON. */
    private static final int TEXT_BYTES = 1_500;
    private static final Duration LATER = Duration.ofMinutes(3);

    private final TestBroker broker = new TestBroker();
    private final AtomicInteger rows = new AtomicInteger();
    private volatile boolean down = true;
    private final RecordingServer s3 = new RecordingServer(this::answer, false);
    private BrokerClient client;

    @BeforeEach
    void start() {
        broker.start();
        client = new BrokerClient(broker.kafka().bootstrapServers());
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
        broker.stop();
    }

    @Test
    void shouldDeliverItsMaximumInFlightUnderItsOwnHeap() {
        send();
        try (BridgeProcess bridge = new BridgeProcess(environment())) {
            await().atMost(LATER).until(() -> bridge.metric("pipeline_bridge_in_flight_bytes") >= MAX_IN_FLIGHT);

            down = false;

            await().atMost(LATER).untilAsserted(() -> {
                assertThat(bridge.isAlive()).isTrue();
                assertThat(client.uncommitted()).isZero();
            });
            System.out.printf("%d envelopes, %d rows, %d MiB resident%n", ENVELOPES, rows.get(), bridge.residentMib());
        }
        assertThat(rows).hasValueGreaterThanOrEqualTo(ENVELOPES);
    }

    private void send() {
        Random random = new Random(7);
        byte[] text = new byte[TEXT_BYTES];
        for (int sent = 0; sent < ENVELOPES; sent += 500) {
            client.send(IntStream.range(0, 500).mapToObj(i -> {
                random.nextBytes(text);
                RunEnvelope envelope = Envelopes.of(Base64.getEncoder().encodeToString(text), CALLS, Instant.now());
                return new ProducerRecord<>(Topics.RUN_ENVELOPES, envelope.runId().toString().getBytes(UTF_8),
                        ContractJson.write(envelope));
            }).toList());
        }
    }

    private Answer answer(Request request) {
        if (!request.method().equals("PUT")) {
            return Answer.xml(200, "");
        }
        if (down) {
            return Answer.xml(503, "<Error><Code>SlowDown</Code></Error>");
        }
        if (request.uri().getPath().contains("/runs/")) {
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
                rows.addAndGet((int) new String(in.readAllBytes(), UTF_8).lines().count());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Answer.xml(200, "");
    }

    private Map<String, String> environment() {
        return Map.of("PIPELINE_KAFKA_BOOTSTRAP_SERVERS", broker.kafka().bootstrapServers(),
                "PIPELINE_DESTINATION", "s3",
                "S3_BUCKET_NAME", "kpi",
                "PIPELINE_BRIDGE_LINGER_MS", "1000",
                "AWS_ENDPOINT_URL", s3.uri().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test");
    }
}
