package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** From facts on a real broker to envelopes and HTTP answers. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RunProjectionIT extends CollectorFixture {

    @Test
    void shouldEmitOneCompleteEnvelopeInAnyOrder() {
        SampleRun run = SampleRun.numbered(101);
        List<Fact> facts = new ArrayList<>(SampleRun.facts(run.execution(101, RunStatus.SUCCESS)));
        Collections.shuffle(facts, new Random(5));

        kafka.sendEvents(facts);
        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());

        RunEnvelope last = last(await().atMost(Duration.ofSeconds(30)).until(() -> kafka.envelopes(run.runId),
                envelopes -> !envelopes.isEmpty() && last(envelopes).revision() == SampleRun.FACTS + 1));
        assertThat(last.agentRun().missingFacts()).isZero();
        assertThat(last.apiCalls()).hasSize(3);
        assertThat(last.runSteps()).hasSize(3);
        assertThat(last.agentRun().totalApiCalls()).isEqualTo(3);
    }

    @Test
    void shouldNotEmitAnUnchangedRunAgainButAChangedOne() {
        SampleRun run = SampleRun.numbered(102);
        List<Fact> facts = SampleRun.facts(run.execution(102, RunStatus.SUCCESS));
        kafka.sendEvents(facts);
        kafka.awaitEnvelopes(run.runId, 1);

        kafka.sendEvents(facts);
        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());
        List<RunEnvelope> envelopes = kafka.awaitEnvelopes(run.runId, 2);

        assertThat(envelopes).extracting(RunEnvelope::revision).containsExactly(SampleRun.FACTS, SampleRun.FACTS + 1);
    }

    @Test
    void shouldShowAnActiveRun() {
        SampleRun run = SampleRun.numbered(103);
        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());
        awaitStatus(run.runId, "queued");

        kafka.sendEvents(SampleRun.facts(List.of(run.started(103))));
        awaitStatus(run.runId, "running");

        kafka.sendEvents(SampleRun.facts(run.execution(103, RunStatus.PARTIAL)));
        awaitStatus(run.runId, "partial");
        given().get("/runs/" + run.runId).then()
                .body("company_name", equalTo("Acme Corporation 103"))
                .body("total_api_calls", equalTo(3))
                .body("steps.status", equalTo(List.of("success", "success", "success")))
                .body("calls", hasSize(3))
                .body("max_sources", equalTo(5))
                .body("result.sources[0].url", equalTo("https://acme.example"));
    }

    @Test
    void shouldNotEmitARunThatIsNotToBeDelivered() {
        SampleRun kept = new SampleRun(SampleRun.id(104), false);
        SampleRun delivered = SampleRun.numbered(105);
        kafka.sendEvents(SampleRun.facts(kept.execution(104, RunStatus.SUCCESS)));
        kafka.sendEvents(SampleRun.facts(delivered.execution(105, RunStatus.SUCCESS)));

        awaitStatus(kept.runId, "success");
        kafka.awaitEnvelopes(delivered.runId, 1);
        assertThat(kafka.envelopes(kept.runId)).isEmpty();
    }

    @Test
    void shouldSendOnlyTheUnreadableRecordToTheDeadLetters() {
        SampleRun run = SampleRun.numbered(106);
        List<Fact> facts = SampleRun.facts(run.execution(106, RunStatus.SUCCESS));
        byte[] poison = "{\"type\":\"run_started\",\"execution_id\":17".getBytes(UTF_8);

        kafka.sendEvents(facts.subList(0, 5));
        kafka.send(Topics.RUN_EVENTS, run.runId, "poison", poison);
        kafka.sendEvents(facts.subList(5, facts.size()));

        assertThat(kafka.awaitEnvelopes(run.runId, 1).get(0).agentRun().missingFacts()).isZero();
        List<ConsumerRecord<byte[], byte[]>> dead = await().until(
                () -> kafka.read(Topics.deadLettersOf(Topics.RUN_EVENTS), r -> new String(r.value(), UTF_8)
                        .equals(new String(poison, UTF_8))),
                found -> !found.isEmpty());
        assertThat(dead).hasSize(1);
        assertThat(new String(dead.get(0).key(), UTF_8)).isEqualTo(run.runId.toString());
        assertThat(Stream.of(DeadLetterHeaders.REASON, DeadLetterHeaders.TOPIC, DeadLetterHeaders.PARTITION,
                DeadLetterHeaders.OFFSET)).allSatisfy(name -> assertThat(dead.get(0).headers().lastHeader(name)).isNotNull());
    }

    @Test
    void shouldLeaveAnUnreadableJobToTheAgents() {
        SampleRun run = SampleRun.numbered(124);
        byte[] poison = "{\"run_id\":17".getBytes(UTF_8);
        double before = unreadable(Topics.RESEARCH_JOBS);

        kafka.send(Topics.RESEARCH_JOBS, run.runId, "poison", poison);
        kafka.send(Topics.RESEARCH_CANCELLATIONS, run.runId, "poison", poison);
        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());

        awaitStatus(run.runId, "queued");
        assertThat(await().until(() -> dead(Topics.RESEARCH_CANCELLATIONS, run), found -> !found.isEmpty())).hasSize(1);
        assertThat(dead(Topics.RESEARCH_JOBS, run)).isEmpty();
        assertThat(unreadable(Topics.RESEARCH_JOBS)).isEqualTo(before + 1);
    }

    private static double unreadable(String topic) {
        return given().get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("pipeline_facts_unreadable_total{") && line.contains("topic=\"" + topic + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    @Test
    void shouldStoreOnlyFactsThatFitIntoTheirRun() {
        SampleRun run = SampleRun.numbered(107);
        SampleRun neighbour = SampleRun.numbered(108);
        List<RunEvent> events = run.execution(107, RunStatus.SUCCESS);
        String text = "x".repeat(200_000);

        for (String id : List.of("a", "b", "c", "d", "e", "f", "g")) {
            kafka.send(Topics.RUN_EVENTS, run.runId, id, """
                    {"type":"of_a_later_version","run_id":"%s","text":"%s"}""".formatted(run.runId, text).getBytes(UTF_8));
        }
        kafka.sendEvents(SampleRun.facts(neighbour.execution(108, RunStatus.SUCCESS)));
        kafka.sendEvents(SampleRun.facts(events));

        assertThat(kafka.awaitEnvelopes(neighbour.runId, 1).get(0).agentRun().missingFacts()).isZero();
        assertThat(kafka.awaitEnvelopes(run.runId, 1).get(0).agentRun().missingFacts()).isZero();
        assertThat(await().until(() -> dead(run), found -> found.size() == 2)).allSatisfy(
                record -> assertThat(new String(record.headers().lastHeader(DeadLetterHeaders.REASON).value(), UTF_8))
                        .startsWith("the fact does not fit"));
    }

    private List<ConsumerRecord<byte[], byte[]>> dead(SampleRun run) {
        return dead(Topics.RUN_EVENTS, run);
    }

    private List<ConsumerRecord<byte[], byte[]>> dead(String topic, SampleRun run) {
        return kafka.read(Topics.deadLettersOf(topic),
                record -> record.key() != null && new String(record.key(), UTF_8).equals(run.runId.toString()));
    }

    @Test
    void shouldEndARunWhoseFactsFillIt() {
        SampleRun run = SampleRun.numbered(121);
        String text = "x".repeat(100_000);
        for (int i = 0; i < 12; i++) {
            kafka.send(Topics.RUN_EVENTS, run.runId, "filler-" + i, """
                    {"type":"of_a_later_version","run_id":"%s","text":"%s"}""".formatted(run.runId, text).getBytes(UTF_8));
        }
        kafka.send(Topics.RUN_EVENTS, run.runId, "filler", """
                {"type":"of_a_later_version","run_id":"%s","text":"%s"}""".formatted(run.runId, "x".repeat(47_000))
                .getBytes(UTF_8));

        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());
        kafka.sendEvents(SampleRun.facts(List.of(run.started(121), run.finished(121, RunStatus.SUCCESS, 0, 0))));

        assertThat(kafka.awaitEnvelopes(run.runId, 1).get(0).agentRun().status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void shouldNotShowARunOfWhichOnlyACancellationWasRead() {
        SampleRun cancelled = SampleRun.numbered(122);
        SampleRun neighbour = SampleRun.numbered(123);
        Number before = given().get("/runs/live").path("cancel_requested");
        kafka.send(Topics.RESEARCH_CANCELLATIONS, cancelled.cancellationFact());
        kafka.send(Topics.RESEARCH_CANCELLATIONS, neighbour.cancellationFact());
        kafka.send(Topics.RESEARCH_JOBS, neighbour.jobFact());

        awaitStatus(neighbour.runId, "cancel_requested");
        given().get("/runs/" + cancelled.runId).then().statusCode(404).body("type", equalTo("run-not-visible-yet"));
        given().queryParam("limit", 200).get("/runs").then().body("runs.run_id", not(hasItem(cancelled.runId.toString())));
        given().get("/runs/live").then().body("cancel_requested", equalTo(before.intValue() + 1));

        kafka.send(Topics.RESEARCH_JOBS, cancelled.jobFact());
        awaitStatus(cancelled.runId, "cancel_requested");
    }

    @Test
    void shouldSendAnEventInAnotherEncodingToTheDeadLetters() {
        SampleRun run = SampleRun.numbered(109);
        List<Fact> facts = SampleRun.facts(run.execution(109, RunStatus.SUCCESS));

        kafka.send(Topics.RUN_EVENTS, run.runId, "utf-16", facts.get(0).json().getBytes(StandardCharsets.UTF_16BE));
        kafka.sendEvents(facts);

        assertThat(kafka.awaitEnvelopes(run.runId, 1).get(0).agentRun().missingFacts()).isZero();
        assertThat(await().until(() -> dead(run), found -> !found.isEmpty())).hasSize(1);
    }

    @Test
    void shouldListRunsNewestFirstPageByPage() {
        for (int i = 110; i < 115; i++) {
            kafka.send(Topics.RESEARCH_JOBS, SampleRun.numbered(i).jobFact());
        }
        await().untilAsserted(() -> given().queryParam("limit", 200).get("/runs").then()
                .body("runs.run_id.findAll { it >= '%s' && it <= '%s' }".formatted(SampleRun.id(110), SampleRun.id(114)),
                        hasSize(5)));

        String cursor = given().queryParam("limit", 2).get("/runs").then().statusCode(200).body("runs", hasSize(2))
                .extract().path("next_cursor");
        List<String> first = given().queryParam("limit", 2).get("/runs").path("runs.run_id");
        List<String> second = given().queryParam("limit", 2).queryParam("cursor", cursor).get("/runs").path("runs.run_id");
        assertThat(second).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    void shouldFilterRuns() {
        SampleRun run = SampleRun.numbered(120);
        kafka.sendEvents(SampleRun.facts(run.execution(120, RunStatus.PARTIAL)));
        awaitStatus(run.runId, "partial");

        given().queryParam("company", "acme corporation 120").queryParam("status", "partial").get("/runs").then()
                .body("runs.run_id", equalTo(List.of(run.runId.toString())))
                .body("runs[0].cost_usd", equalTo(0.024f));
        given().queryParam("company", "acme corporation 120").queryParam("status", "failed").get("/runs").then()
                .body("runs", hasSize(0));
    }

    @Test
    void shouldRefuseWhatItCannotReadNamingTheField() {
        given().get("/runs/abc").then().statusCode(400).contentType("application/problem+json").body("field",
                equalTo("run_id"));
        given().queryParam("status", "done").get("/runs").then().statusCode(400).body("field", equalTo("status"));
        given().queryParam("limit", 0).get("/runs").then().statusCode(400).body("field", equalTo("limit"));
        given().queryParam("cursor", "x").get("/runs").then().statusCode(400).body("field", equalTo("cursor"));
        given().queryParam("colour", "x").get("/runs").then().statusCode(400).body("field", equalTo("colour"));
        given().get("/runs/" + UUID.randomUUID()).then().statusCode(404).header("Retry-After", "1")
                .body("type", equalTo("run-not-visible-yet"));
    }

    private static RunEnvelope last(List<RunEnvelope> envelopes) {
        return envelopes.get(envelopes.size() - 1);
    }
}
