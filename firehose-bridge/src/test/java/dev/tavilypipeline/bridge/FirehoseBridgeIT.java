package dev.tavilypipeline.bridge;

import static io.restassured.RestAssured.when;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.firehose.Fault;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import dev.tavilypipeline.localstack.firehose.PutCall;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** The whole bridge between a real broker and an endpoint that fails as Firehose does. */
@QuarkusTest
@TestProfile(FirehoseBridgeIT.Profile.class)
@QuarkusTestResource(value = BrokerAndFirehose.class, restrictToAnnotatedClass = true)
class FirehoseBridgeIT {

    public static final class Profile implements QuarkusTestProfile {
    }

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long MAX_IN_FLIGHT_MIB = 4;
    /** More than twice as long as a consumer may go without polling here. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 15));

    EmbeddedKafka kafka;
    FirehoseEndpoint firehose;

    private BrokerClient client;

    @BeforeEach
    void connect() {
        firehose.meet(call -> Fault.NONE);
        firehose.clear();
        client = new BrokerClient(kafka.bootstrapServers());
        await().atMost(SOON).until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void disconnect() {
        client.close();
        assertThat(firehose.limitsBroken()).isEmpty();
        for (String table : List.of("runs", "steps", "calls")) {
            assertThat(metric("rows_read", table)).as("%s read", table)
                    .isEqualTo(metric("rows", table) + metric("rows_rejected", table));
        }
    }

    @Test
    void shouldDeliverExactlyTheRowsOfAllEnvelopes() {
        List<RunEnvelope> envelopes = envelopes(500);

        client.send(envelopes.stream().map(FirehoseBridgeIT::record).toList());

        awaitCommitted();
        assertThat(AllRows.in(firehose)).isEqualTo(AllRows.of(envelopes));
        String metrics = when().get("/q/metrics").asString();
        assertThat(metrics).contains("pipeline_bridge_records_total{table=\"runs\"}",
                "pipeline_bridge_calls_total{table=\"steps\"}", "pipeline_bridge_bytes_total{table=\"calls\"}",
                "pipeline_bridge_billed_bytes_total{table=\"calls\"}");
    }

    @Test
    void shouldSendTheEnvelopeOfARejectedRowToTheDeadLettersAndDeliverItsOtherRows() {
        RunEnvelope poison = Envelopes.of("poison", 1, Instant.now());
        List<RunEnvelope> envelopes = new ArrayList<>(envelopes(20));
        client.send(envelopes.stream().map(FirehoseBridgeIT::record).toList());
        awaitCommitted();
        String runRow = new String(ContractJson.write(poison.agentRun()), UTF_8);
        firehose.meet(call -> call.stream().equals("kpi-runs") && text(call).contains(runRow)
                ? new Fault.Refusal(400, "InvalidArgumentException", "No.")
                : Fault.NONE);

        client.send(List.of(record(poison)));

        List<ConsumerRecord<byte[], byte[]>> dead = new ArrayList<>();
        await().atMost(SOON).untilAsserted(() -> {
            dead.addAll(client.pollDeadLetters());
            assertThat(dead).hasSize(1);
        });
        assertThat(dead.get(0).value()).isEqualTo(ContractJson.write(poison));
        assertThat(new String(dead.get(0).headers().lastHeader(DeadLetterHeaders.REASON).value(), UTF_8)).isEqualTo(
                "Firehose rejects a row of runs of " + (runRow.length() + 1) + " bytes: InvalidArgumentException");
        awaitCommitted();
        envelopes.add(poison);
        AllRows all = AllRows.of(envelopes);
        // distinct: the stream proves that it accepts others by a row that it accepted before, which is sent once more
        assertThat(AllRows.in(firehose).distinct()).isEqualTo(new AllRows(
                all.runs().stream().filter(row -> !row.equals(runRow)).toList(), all.steps(), all.calls()));
    }

    @Test
    void shouldPollNoMoreThanMayBeInFlightWhileOneStreamIsDown() {
        List<RunEnvelope> envelopes = envelopes(8_000);
        firehose.meet(call -> call.stream().equals("kpi-steps") ? Fault.Refusal.throttling() : Fault.NONE);

        client.send(envelopes.stream().map(FirehoseBridgeIT::record).toList());

        await().atMost(SOON).untilAsserted(() -> assertThat(when().get("/q/health/ready").asString())
                .contains("stream kpi-steps accepts nothing: ServiceUnavailableException"));
        await().atMost(OUTAGE.plus(SOON)).during(OUTAGE).untilAsserted(() -> {
            assertThat(inFlight()).isGreaterThanOrEqualTo(MAX_IN_FLIGHT_MIB << 20).isLessThan((MAX_IN_FLIGHT_MIB + 6) << 20);
            assertThat(client.uncommitted()).isGreaterThan(4_000);
        });
        assertThat(firehose.lines("kpi-steps")).isEmpty();

        firehose.meet(call -> Fault.NONE);

        awaitCommitted();
        assertThat(AllRows.in(firehose)).as("every row once, in the other tables too").isEqualTo(AllRows.of(envelopes));
        await().atMost(SOON).until(() -> when().get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void shouldLoseNoRowWhateverFails() {
        List<RunEnvelope> envelopes = envelopes(2_000);
        List<Fault> faults = List.of(Fault.NONE, new Fault.Partial(2, "InternalFailure"), Fault.NONE,
                Fault.FailureAfterAccepting.internal(), new Fault.Dropped(true), Fault.NONE, new Fault.Dropped(false),
                Fault.Refusal.throttling(), new Fault.Partial(500, "ServiceUnavailableException"));
        firehose.meet(call -> faults.get(call.number() % faults.size()));

        client.send(envelopes.stream().map(FirehoseBridgeIT::record).toList());

        awaitCommitted();
        // distinct: a call that was accepted without a response, or with a failure as response, is sent again
        assertThat(AllRows.in(firehose).distinct()).isEqualTo(AllRows.of(envelopes));
    }

    private void awaitCommitted() {
        await().atMost(SOON).untilAsserted(() -> assertThat(client.uncommitted()).isZero());
    }

    private static double inFlight() {
        return value("pipeline_bridge_in_flight_bytes ");
    }

    private static double metric(String name, String table) {
        return value("pipeline_bridge_" + name + "_total{destination=\"firehose\",table=\"" + table + "\"} ");
    }

    private static double value(String metric) {
        return Stream.of(when().get("/q/metrics").asString().split("\n", -1)).filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length()))).findFirst().orElseThrow();
    }

    private static String text(PutCall call) {
        StringBuilder text = new StringBuilder();
        call.records().forEach(record -> text.append(new String(record.bytes(), UTF_8)));
        return text.toString();
    }

    private static List<RunEnvelope> envelopes(int count) {
        return IntStream.range(0, count).mapToObj(i -> Envelopes.of("Company " + i, i % 5, Instant.now())).toList();
    }

    private static ProducerRecord<byte[], byte[]> record(RunEnvelope envelope) {
        return new ProducerRecord<>(Topics.RUN_ENVELOPES, envelope.runId().toString().getBytes(UTF_8),
                ContractJson.write(envelope));
    }
}
