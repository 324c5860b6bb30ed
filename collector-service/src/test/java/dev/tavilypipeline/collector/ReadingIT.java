package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunPurge;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** What clients read of runs, and what operators ask for. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ReadingIT extends CollectorFixture {

    private static final String WINDOW = "from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z";
    private static final String SOME_RUN = "0195f1c2-7c4e-7a3b-9d2e-3f1f4f7c2b11";

    @TestHTTPResource
    URI service;

    @Inject
    RunStore store;

    @Inject
    RunPurge purge;

    @Test
    void shouldSayThatNothingHasChanged() {
        SampleRun run = finished(401);
        String tag = given().get("/runs/" + run.runId).then().statusCode(200).extract().header("ETag");

        given().header("If-None-Match", tag).get("/runs/" + run.runId).then().statusCode(304);
        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());
        await().untilAsserted(
                () -> given().header("If-None-Match", tag).get("/runs/" + run.runId).then().statusCode(200));
    }

    @Test
    void shouldTagWhateverIsReadAgainAndAgain() {
        SampleRun run = finished(411);

        for (String address : List.of("/runs/" + run.runId + "/envelope", "/runs/" + run.runId + "/report.md", "/runs?limit=1",
                "/runs/live")) {
            String tag = given().get(address).then().statusCode(200).extract().header("ETag");
            // what compresses on the way makes a tag weak
            given().header("If-None-Match", "\"other\", W/" + tag).get(address).then().statusCode(304).header("ETag", tag);
            given().header("If-None-Match", "\"other\"").get(address).then().statusCode(200);
        }
    }

    @Test
    void shouldShowTheEnvelopeAsItWasEmitted() {
        SampleRun run = finished(402);

        String shown = given().get("/runs/" + run.runId + "/envelope").then().statusCode(200).extract().asString();

        assertThat(kafka.read(Topics.RUN_ENVELOPES, record -> new String(record.key(), UTF_8).equals(run.runId.toString())))
                .extracting(record -> new String(record.value(), UTF_8)).contains(shown);
        given().get("/runs/" + UUID.randomUUID() + "/envelope").then().statusCode(404)
                .contentType("application/problem+json").body("type", equalTo("no-envelope"));
    }

    @Test
    void shouldSayEverywhereThatARunWasDeleted() {
        SampleRun run = finished(414);
        await().untilAsserted(() -> {
            purge.purge(SampleRun.REQUESTED_AT.plusSeconds(1), 100);
            assertThat(store.find(run.runId).orElseThrow().purged()).isTrue();
        });

        assertThat(Stream.of("", "/report.md", "/envelope", "/events").map(part -> given().get("/runs/" + run.runId + part)))
                .allSatisfy(answer -> answer.then().statusCode(410).contentType("application/problem+json")
                        .body("type", equalTo("run-deleted")).body("detail", containsString(run.runId.toString())));
    }

    @Test
    void shouldWriteAReport() {
        SampleRun run = finished(403);

        given().get("/runs/" + run.runId + "/report.md").then().statusCode(200)
                .contentType(startsWith("text/markdown"))
                .body(containsString("# Acme Corporation 403"))
                .body(containsString("1. Acme <https://acme.example>"));
    }

    @Test
    void shouldCountActiveRuns() {
        SampleRun run = SampleRun.numbered(404);
        kafka.send(Topics.RESEARCH_JOBS, run.jobFact());

        await().untilAsserted(() -> given().get("/runs/live").then().statusCode(200)
                .body("queued", greaterThanOrEqualTo(1)).body("running", greaterThanOrEqualTo(0)));
    }

    @Test
    void shouldSendEachNewStateOfARun() throws Exception {
        SampleRun run = SampleRun.numbered(405);
        List<Fact> facts = SampleRun.facts(run.execution(405, RunStatus.SUCCESS));
        kafka.sendEvents(facts.subList(0, 1));
        await().untilAsserted(() -> given().get("/runs/" + run.runId).then().statusCode(200));

        CompletableFuture<HttpResponse<Stream<String>>> answer = listen(run, "0");
        kafka.sendEvents(facts.subList(1, facts.size()));
        List<String> events = answer.get(20, TimeUnit.SECONDS).body().filter(line -> !line.isBlank()).toList();

        assertThat(events).filteredOn(line -> line.startsWith("event:")).last().asString().contains("done");
        assertThat(events).contains("id:" + SampleRun.FACTS).doesNotContain("id:0");
        assertThat(events).filteredOn(line -> line.startsWith("data:")).first().asString().contains(run.runId.toString());
    }

    @Test
    void shouldSendOnlyNewEventsToAListenerThatComesBack() throws Exception {
        SampleRun run = finished(406);

        List<String> events = listen(run, Integer.toString(SampleRun.FACTS - 1)).get(20, TimeUnit.SECONDS).body().toList();

        assertThat(events).filteredOn(line -> line.startsWith("event:")).extracting(String::strip)
                .containsExactly("event:run", "event:done");
        assertThat(events).as("whoever has seen no more than the state has not seen the end")
                .filteredOn(line -> line.startsWith("id:")).containsExactly("id:" + SampleRun.FACTS);
    }

    @Test
    void shouldHaveNoMoreForAListenerThatHasSeenTheEnd() throws Exception {
        SampleRun run = finished(415);

        for (int again = 0; again < 3; again++) {
            assertThat(listen(run, Integer.toString(SampleRun.FACTS)).get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "abc", "-1", "11x", "", "99999999999", "%EF%BC%92" })
    void shouldTakeAnIdThatIsNoneAsMissing(String lastEventId) throws Exception {
        SampleRun run = finished(416);

        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write(("GET /runs/" + run.runId + "/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + "Last-Event-ID: " + URLDecoder.decode(lastEventId, UTF_8) + "\r\n\r\n").getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 200")
                    .contains("event:run", "event:done");
        }
    }

    @Test
    void shouldAnswerInValidUtf8WhateverTheWebHad() {
        SampleRun run = SampleRun.numbered(417);
        String half = "\\ud83d";
        kafka.sendEvents(SampleRun.facts(run.execution(417, RunStatus.SUCCESS)).stream()
                .filter(fact -> !fact.json().contains("run_finished")).toList());
        kafka.send(Topics.RUN_EVENTS, run.runId, "end", SampleRun.fact(run.finished(417, RunStatus.SUCCESS, 3, 3)).json()
                .replace("https://acme.example", "https://acme.example/p/" + half).replace("An overview", "A" + half)
                .getBytes(UTF_8));
        await().untilAsserted(() -> given().get("/runs/" + run.runId).then().statusCode(200).body("status", equalTo("success"))
                .body("result.sources[0].url", equalTo("https://acme.example/p/%EF%BF%BD")));

        given().get("/runs/" + run.runId + "/report.md").then().statusCode(200)
                .body(containsString("<https://acme.example/p/%EF%BF%BD>"));
    }

    @Test
    void shouldListAndRedriveDeadLetters() {
        SampleRun run = finished(407);
        kafka.send(Topics.RUN_EVENTS, run.runId, "broken", "{\"type\": 5}".getBytes(UTF_8));
        await().untilAsserted(() -> given().get("/dlq?topic=run.events&limit=1000").then().statusCode(200)
                .body("entries.key", hasItem(run.runId.toString())).body("entries[0]", hasKey("value_bytes"))
                .body("waiting.'run.events'", greaterThanOrEqualTo(1)));

        int redriven = given().contentType(ContentType.JSON).body("{\"topic\": \"run.events\"}").post("/dlq/redrive")
                .then().statusCode(200).body("left_out", equalTo(0)).extract().path("redriven");

        assertThat(redriven).isPositive();
        // it is as unreadable as before, and comes back as a new dead letter
        await().untilAsserted(() -> given().get("/dlq?topic=run.events&all=true&limit=1000").then().statusCode(200)
                .body("entries.findAll { it.key == '" + run.runId + "' }.redriven", equalTo(List.of(true, false))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"at_most\": 1.5}         | at_most",
            "{\"at_most\": \"5\"}       | at_most",
            "{\"at_most\": 0}           | at_most",
            "{\"topic\": \"nowhere\"}   | topic",
            "{\"topics\": \"run.jobs\"} | topics" })
    void shouldRedriveNothingWhereTheRequestIsWrong(String body, String field) {
        given().contentType(ContentType.JSON).body(body).post("/dlq/redrive").then().statusCode(400)
                .contentType("application/problem+json").body("field", equalTo(field));
    }

    @Test
    void shouldAccountForEveryRunOfAWindow() {
        SampleRun done = finished(408);
        SampleRun kept = new SampleRun(SampleRun.id(409), false);
        kafka.sendEvents(SampleRun.facts(kept.execution(409, RunStatus.SUCCESS)));
        awaitStatus(kept.runId, "success");

        given().get("/ledger?" + WINDOW).then().statusCode(200)
                .body("runs.find { it.run_id == '" + done.runId + "' }.delivery", equalTo("emitted"))
                .body("runs.find { it.run_id == '" + done.runId + "' }.revision", equalTo(SampleRun.FACTS))
                .body("runs.find { it.run_id == '" + done.runId + "' }.calls", equalTo(3))
                .body("runs.find { it.run_id == '" + kept.runId + "' }.delivery", equalTo("none"))
                .body("hours[0].emitted", greaterThanOrEqualTo(1))
                .body("hours[0].not_delivered", greaterThanOrEqualTo(1));
    }

    @Test
    void shouldEmitAWindowAgain() {
        SampleRun run = finished(410);

        String place = given().contentType(ContentType.JSON)
                .body("{\"run_ids\": [\"" + run.runId + "\"]}").post("/replays")
                .then().statusCode(202).extract().header("Location");

        kafka.awaitEnvelopes(run.runId, 2);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> given().get(URI.create(place).getPath()).then()
                .body("status", equalTo("done")).body("enqueued", equalTo(1)).body("left", equalTo(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/ledger", "/ledger?from=x&to=2026-01-01T00:00:00Z",
            "/ledger?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "/ledger?" + WINDOW + "&limit=0",
            "/ledger?" + WINDOW + "&cursor=x", "/ledger?" + WINDOW + "&cursor=", "/runs?cursor=", "/runs?step=search",
            "/runs?failed_step=", "/dlq?topic=x",
            "/dlq?limit=0", "/dlq?all=perhaps", "/runs/x", "/runs/x/events",
            "/runs?from=-999999999-01-01T00:00:00Z", "/replays/x", "/runs/live?status=queued", "/ledger?" + WINDOW + "&since=x",
            "/dlq?topics=x", "/runs/" + SOME_RUN + "?steps=all", "/runs/" + SOME_RUN + "/envelope?revision=1" })
    void shouldNameWhatIsWrong(String address) {
        given().get(address).then().statusCode(400).contentType("application/problem+json").body("field", not(equalTo(null)));
    }

    @Test
    void shouldAddUpTheWindowOnItsFirstPageAlone() {
        finished(412);
        finished(413);

        String cursor = given().get("/ledger?limit=1&" + WINDOW).then().statusCode(200).body("hours", not(empty()))
                .body("dead_letters", not(equalTo(null))).extract().path("next_cursor");

        given().get("/ledger?limit=1&" + WINDOW + "&cursor=" + cursor).then().statusCode(200)
                .body("runs", hasSize(1)).body("$", not(hasKey("hours"))).body("$", hasKey("next_cursor"));
    }

    private CompletableFuture<HttpResponse<Stream<String>>> listen(SampleRun run, String lastEventId) {
        return HttpClient.newHttpClient().sendAsync(
                HttpRequest.newBuilder(service.resolve("/runs/" + run.runId + "/events")).header("Last-Event-ID", lastEventId)
                        .build(),
                HttpResponse.BodyHandlers.ofLines());
    }
}
