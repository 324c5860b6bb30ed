package dev.tavilypipeline.bridge;

import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.objects.LakeReader;
import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The whole bridge between a real broker and a real folder. */
@QuarkusTest
@QuarkusTestResource(value = BrokerAndLake.class, restrictToAnnotatedClass = true)
class BridgeIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    EmbeddedKafka kafka;
    Path lakeFolder;

    private LakeReader lake;
    private BrokerClient client;

    @BeforeEach
    void connect() {
        lake = new LakeReader(lakeFolder);
        client = new BrokerClient(kafka.bootstrapServers());
        awaitReady();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void shouldDeliverExactlyTheRowsOfAllEnvelopes() throws IOException {
        AllRows before = AllRows.in(lake);
        List<RunEnvelope> envelopes = envelopes(500);

        client.send(envelopes.stream().map(BridgeIT::record).toList());

        await().atMost(SOON).untilAsserted(() -> assertThat(AllRows.in(lake).minus(before)).isEqualTo(AllRows.of(envelopes)));
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
        assertThat(lake.objects("runs")).allMatch(name -> name.matches(
                "runs/\\d{4}/\\d{2}/\\d{2}/\\d{2}/" + client.topicId() + "-\\d+-\\d+-\\d+\\.json\\.gz"));
        when().get("/q/metrics").then().body(
                containsString("pipeline_bridge_rows_total{destination=\"lake\",table=\"calls\"}"),
                containsString("pipeline_bridge_objects_total{table=\"runs\"}"),
                containsString("pipeline_bridge_bytes_total{table=\"steps\"}"),
                containsString("pipeline_bridge_freshness_seconds_count"),
                containsString("pipeline_bridge_oldest_unacknowledged_age_seconds 0.0"));
    }

    @Test
    void shouldSendUnreadableRecordsToTheDeadLetterTopicAndDeliverTheOthers() throws IOException {
        AllRows before = AllRows.in(lake);
        List<RunEnvelope> neighbours = envelopes(20);
        byte[] poison = "{\"run_id\":\"poison\",\"revision\":1,".getBytes(UTF_8);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(
                neighbours.stream().map(e -> inPartition(5, e)).toList());
        records.add(10, new ProducerRecord<>(Topics.RUN_ENVELOPES, 5, "poison".getBytes(UTF_8), poison));
        records.add(12, new ProducerRecord<>(Topics.RUN_ENVELOPES, 5, "nothing".getBytes(UTF_8), null));

        long poisonOffset = client.send(records).get(10).offset();

        List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();
        await().atMost(SOON).untilAsserted(() -> {
            dead.addAll(client.pollDeadLetters());
            assertThat(dead).hasSize(2);
        });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(AllRows.in(lake).minus(before)).isEqualTo(AllRows.of(neighbours)));
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
        // their keys put them into two partitions, which are read in any order
        dead.sort(Comparator.comparing(record -> Long.valueOf(header(record, DeadLetterHeaders.OFFSET))));
        assertThat(dead.get(0).key()).isEqualTo("poison".getBytes(UTF_8));
        assertThat(dead.get(0).value()).isEqualTo(poison);
        assertThat(header(dead.get(0), DeadLetterHeaders.REASON)).startsWith("RunEnvelope: not valid JSON");
        assertThat(header(dead.get(0), DeadLetterHeaders.TOPIC)).isEqualTo(Topics.RUN_ENVELOPES);
        assertThat(header(dead.get(0), DeadLetterHeaders.PARTITION)).isEqualTo("5");
        assertThat(header(dead.get(0), DeadLetterHeaders.OFFSET)).isEqualTo(Long.toString(poisonOffset));
        assertThat(header(dead.get(0), DeadLetterHeaders.SERVICE)).isEqualTo("firehose-bridge");
        assertThat(dead.get(1).value()).isNull();
        assertThat(header(dead.get(1), DeadLetterHeaders.REASON)).isEqualTo("the record has no value");
    }

    @Test
    void shouldRetryWhileTheLakeIsNotWritableAndDeliverWhenItIs() throws IOException {
        AllRows before = AllRows.in(lake);
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
        Path elsewhere = lakeFolder.resolveSibling("lake-elsewhere");
        Files.createDirectories(lakeFolder);
        Files.move(lakeFolder, elsewhere);
        Files.writeString(lakeFolder, "a file where the folder should be");
        List<RunEnvelope> envelopes = envelopes(30);

        client.send(envelopes.stream().map(BridgeIT::record).toList());

        await().atMost(SOON).untilAsserted(() -> assertThat(when().get("/q/health/ready").asString())
                .contains("delivering rows to lake", "Not a directory"));
        assertThat(status("/q/health/ready")).isEqualTo(503);
        assertThat(status("/q/health/live")).isEqualTo(200);
        assertThat(client.uncommitted()).isEqualTo(30);

        Files.delete(lakeFolder);
        Files.move(elsewhere, lakeFolder);

        await().atMost(SOON).untilAsserted(() -> assertThat(AllRows.in(lake).minus(before)).isEqualTo(AllRows.of(envelopes)));
        awaitReady();
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
    }

    @Test
    void shouldNotBeReadyWhileKafkaIsDownAndDeliverWhenItIsBack() throws IOException {
        AllRows before = AllRows.in(lake);
        List<RunEnvelope> envelopes = envelopes(50);
        client.send(envelopes.subList(0, 25).stream().map(BridgeIT::record).toList());

        kafka.stop();
        await().atMost(SOON).until(() -> status("/q/health/ready") == 503);
        assertThat(status("/q/health/live")).isEqualTo(200);

        kafka.start();
        awaitReady();
        client.send(envelopes.subList(25, 50).stream().map(BridgeIT::record).toList());
        // distinct: what was delivered and could not be committed while Kafka was down is read again, perhaps cut at other offsets
        await().atMost(SOON).untilAsserted(() -> assertThat(AllRows.in(lake).minus(before).distinct())
                .isEqualTo(AllRows.of(envelopes)));
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
        assertThat(status("/q/health/live")).isEqualTo(200);
    }

    private void awaitReady() {
        await().atMost(SOON).until(() -> status("/q/health/ready") == 200);
    }

    private static int status(String path) {
        return when().get(path).statusCode();
    }

    private static List<RunEnvelope> envelopes(int count) {
        return IntStream.range(0, count).mapToObj(i -> Envelopes.of("Company " + i, i % 5, Instant.now())).toList();
    }

    private static ProducerRecord<byte[], byte[]> record(RunEnvelope envelope) {
        return new ProducerRecord<>(Topics.RUN_ENVELOPES, envelope.runId().toString().getBytes(UTF_8),
                ContractJson.write(envelope));
    }

    private static ProducerRecord<byte[], byte[]> inPartition(int partition, RunEnvelope envelope) {
        return new ProducerRecord<>(Topics.RUN_ENVELOPES, partition, envelope.runId().toString().getBytes(UTF_8),
                ContractJson.write(envelope));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
