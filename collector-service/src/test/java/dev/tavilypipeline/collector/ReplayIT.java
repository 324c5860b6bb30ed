package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;

/** A window of runs is emitted again as it is: all of it, nothing else, and not too fast. */
@QuarkusTest
@TestProfile(ReplayIT.Slow.class)
@WithTestResource(LocalStackResource.class)
class ReplayIT extends CollectorFixture {

    private static final int A_SECOND = 4;
    /** As many as are enqueued and emitted at once. */
    private static final int BATCH = 2 * A_SECOND;

    private static final Instant FROM = Instant.parse("2026-05-01T10:00:00Z");
    private static final Instant TO = Instant.parse("2026-05-01T11:00:00Z");

    @Test
    void shouldEmitExactlyTheRunsOfTheWindowAgainAtTheRateSet() {
        List<SampleRun> within = IntStream.range(0, 3 * BATCH - 1)
                .mapToObj(i -> run(501 + i, true, FROM.plusSeconds(i))).toList();
        SampleRun last = run(530, true, TO.minusMillis(1));
        List<SampleRun> outside = List.of(run(531, true, FROM.minusMillis(1)), run(532, true, TO));
        SampleRun kept = run(533, false, FROM.plusSeconds(60));
        SampleRun running = run(534, true, FROM.plusSeconds(61));
        List<SampleRun> wanted = Stream.concat(within.stream(), Stream.of(last)).toList();
        Stream.of(wanted, outside, List.of(kept)).flatMap(List::stream)
                .forEach(run -> kafka.sendEvents(SampleRun.facts(run.execution(1, RunStatus.SUCCESS))));
        kafka.sendEvents(SampleRun.facts(List.of(running.started(1))));
        Map<UUID, List<JsonNode>> before = await().atMost(Duration.ofSeconds(60)).until(this::envelopes,
                all -> Stream.concat(wanted.stream(), outside.stream()).allMatch(run -> all.containsKey(run.runId)));
        awaitStatus(running.runId, "running");

        String place = replay("{\"from\": \"%s\", \"to\": \"%s\"}".formatted(FROM, TO)).then().statusCode(202)
                .body("status", equalTo("enqueuing")).extract().header("Location");
        List<Integer> left = awaitDone(place, wanted.size());

        Map<UUID, List<JsonNode>> after = envelopes();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(wanted).allSatisfy(run -> {
            List<JsonNode> envelopes = after.get(run.runId);
            assertThat(envelopes).hasSize(2);
            assertThat(withoutTime(envelopes.get(1))).isEqualTo(withoutTime(envelopes.get(0)));
            assertThat(emittedAt(envelopes.get(1))).isAfter(emittedAt(envelopes.get(0)));
        });
        assertThat(outside).allSatisfy(run -> assertThat(after.get(run.runId)).hasSize(1));
        assertThat(left).as("what is left, at each look").isSortedAccordingTo(Collections.reverseOrder()).endsWith(0);
        List<Instant> emitted = wanted.stream().map(run -> emittedAt(after.get(run.runId).get(1))).sorted().toList();
        // two pauses of two seconds each, of which a busy machine may take a part
        assertThat(Duration.between(emitted.get(0), emitted.get(emitted.size() - 1))).as("three batches, one in two seconds")
                .isGreaterThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{}", "{\"from\": \"2026-05-01T10:00:00Z\"}", "{\"to\": \"2026-05-01T10:00:00Z\"}",
            "{\"from\": \"2026-05-01T10:00:00Z\", \"to\": \"2026-05-01T10:00:00Z\"}",
            "{\"from\": \"2026-05-01T11:00:00Z\", \"to\": \"2026-05-01T10:00:00Z\"}",
            "{\"from\": \"2026-05-01\", \"to\": \"2026-05-02\"}",
            "{\"from\": \"2026-05-01T10:00:00\", \"to\": \"2026-05-01T11:00:00\"}",
            "{\"from\": \"2026-05-01T10:00:00Z\", \"to\": \"+10000-01-01T00:00:00Z\"}",
            "{\"from\": \"2026-05-01T10:00:00Z\", \"to\": \"2026-05-01T11:00:00Z\", \"run_ids\": []}",
            "{\"since\": \"2026-05-01T10:00:00Z\"}", "{\"run_ids\": []}", "{\"run_ids\": [\"x\"]}", "{\"run_ids\": \"x\"}" })
    void shouldNameWhatIsWrongWithAWindow(String body) {
        String field = replay(body).then().statusCode(400).contentType("application/problem+json").extract().path("field");

        assertThat(field).isNotEmpty();
    }

    @Test
    void shouldNameTheRunsThatHaveNoEnvelope() {
        SampleRun run = run(540, true, TO.plusSeconds(3600));
        String unknown = SampleRun.id(541).toString();
        kafka.sendEvents(SampleRun.facts(run.execution(1, RunStatus.SUCCESS)));
        await().until(() -> envelopes().containsKey(run.runId));

        String place = replay("{\"run_ids\": [\"" + run.runId + "\", \"" + unknown + "\"]}").then().statusCode(202)
                .extract().header("Location");
        awaitDone(place, 1);

        assertThat(given().get(URI.create(place).getPath()).then().extract().<List<String>> path("without_envelope"))
                .containsExactly(unknown);
    }

    @Test
    void shouldNotBeDoneWhileItsRunsArePendingForAnotherReplayToo() {
        List<SampleRun> runs = IntStream.range(0, 3 * BATCH).mapToObj(i -> run(550 + i, true, TO.plusSeconds(7200 + i)))
                .toList();
        runs.forEach(run -> kafka.sendEvents(SampleRun.facts(run.execution(1, RunStatus.SUCCESS))));
        await().atMost(Duration.ofSeconds(30)).until(() -> runs.stream().allMatch(run -> envelopes().containsKey(run.runId)));
        String ids = runs.stream().map(run -> '"' + run.runId.toString() + '"').collect(Collectors.joining(","));

        String first = replay("{\"run_ids\": [" + ids + "]}").then().statusCode(202).extract().header("Location");
        String second = replay("{\"run_ids\": [" + ids + "]}").then().statusCode(202).extract().header("Location");

        String both = URI.create(second).getPath();
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100))
                .until(() -> given().get(both).then().extract().jsonPath().getLong("enqueued") == runs.size());
        int leftOfFirst = given().get(URI.create(first).getPath()).then().extract().path("left");
        int leftOfSecond = given().get(both).then().extract().path("left");
        assertThat(leftOfSecond).isPositive();
        assertThat(leftOfFirst).isGreaterThanOrEqualTo(leftOfSecond);
        awaitDone(first, runs.size());
        awaitDone(second, runs.size());
    }

    @Test
    void shouldBeDoneAtOnceWithAnEmptyWindow() {
        String place = replay("{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2020-01-02T00:00:00Z\"}").then()
                .statusCode(202).extract().header("Location");

        assertThat(awaitDone(place, 0)).containsOnly(0);
    }

    private static SampleRun run(int number, boolean deliver, Instant requestedAt) {
        return new SampleRun(SampleRun.id(number), deliver, requestedAt);
    }

    private static Response replay(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/replays");
    }

    /** @return how many were left, each time that it was asked for once all were enqueued */
    private static List<Integer> awaitDone(String place, int runs) {
        List<Integer> left = new ArrayList<>();
        String path = URI.create(place).getPath();
        JsonPath end = await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> {
            JsonPath progress = given().get(path).then().statusCode(200).extract().jsonPath();
            if (!progress.getString("status").equals("enqueuing")) {
                left.add(progress.getInt("left"));
            }
            return progress;
        }, progress -> progress.getString("status").equals("done"));
        assertThat(end.getInt("enqueued")).isEqualTo(runs);
        return left;
    }

    /** All that were emitted, by run and in order. */
    private Map<UUID, List<JsonNode>> envelopes() {
        return kafka.read(Topics.RUN_ENVELOPES, record -> true).stream().collect(Collectors.groupingBy(
                record -> UUID.fromString(new String(record.key(), UTF_8)),
                Collectors.mapping(record -> ContractJson.readTree(record.value()), Collectors.toList())));
    }

    private static Instant emittedAt(JsonNode envelope) {
        return Instant.parse(envelope.get("emitted_at").textValue());
    }

    private static JsonNode withoutTime(JsonNode envelope) {
        ObjectNode rest = envelope.deepCopy();
        rest.findParents("emitted_at").forEach(parent -> ((ObjectNode) parent).remove("emitted_at"));
        return rest;
    }

    /** A rate that can be seen; and the active run, whose facts are months old, is not abandoned. */
    public static class Slow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.replay.runs-per-second", Integer.toString(A_SECOND), "pipeline.abandon.every", "1h");
        }
    }
}
