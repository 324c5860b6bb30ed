package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;

/** MongoDB and Kafka stop and start again, and the service resumes by itself. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class OutageIT {

    @TestHTTPResource
    URI service;

    @Inject
    MeterRegistry metrics;

    LocalStack stack;

    @Test
    void shouldResumeWhenMongoDbIsBack() {
        SampleRun run = SampleRun.numbered(201);
        awaitReadiness(200);

        stack.mongo().stop();
        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            kafka.sendEvents(SampleRun.facts(run.execution(201, RunStatus.SUCCESS)));
            awaitReadiness(503);
            stack.mongo().start();

            kafka.awaitEnvelopes(run.runId, 1);
        }
        awaitReadiness(200);
    }

    @Test
    void shouldAnswerForHealthWhileManyClientsWaitForMongoDb() {
        awaitReadiness(200);
        // of HTTP/2, one connection carries at most 100 requests at a time
        HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/runs/" + SampleRun.numbered(203).runId + "/events"))
                .build();
        AtomicBoolean measured = new AtomicBoolean();

        stack.mongo().stop();
        List<CompletableFuture<Void>> clients = IntStream.range(0, 300)
                .mapToObj(number -> askUntil(measured, client, request)).toList();
        try {
            await("many clients wait in the service").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                    .until(() -> metrics.get("http.server.active.requests").gauge().value() >= 200);
            List<Long> millis = new ArrayList<>();
            while (millis.size() < 20) {
                millis.add(given().get("/q/health/live").then().statusCode(200).extract().time());
                millis.add(given().get("/q/health/ready").then().extract().time());
            }
            Collections.sort(millis);
            // the tests of two modules share the processors with the service: some answers may be late, and none as late as
            // MongoDB's timeout
            assertThat(millis.get(millis.size() / 2)).as("median of milliseconds %s", millis).isLessThan(1_000);
            assertThat(millis.get(millis.size() - 1)).as("longest of milliseconds %s", millis).isLessThan(3_000);
            measured.set(true);
            assertThat(clients).allSatisfy(asking -> assertThat(asking).succeedsWithin(Duration.ofSeconds(30)));
        } finally {
            measured.set(true);
            stack.mongo().start();
        }
        awaitReadiness(200);
    }

    @Test
    void shouldResumeWhenKafkaIsBack() {
        SampleRun run = SampleRun.numbered(202);
        awaitReadiness(200);

        stack.kafka().stop();
        awaitReadiness(503);
        given().get("/q/health/live").then().statusCode(200);
        Instant asked = Instant.now();
        given().get("/ledger?from=2026-03-01T10:00:00Z&to=2026-03-01T11:00:00Z").then().statusCode(200)
                .body("$", not(hasKey("dead_letters")));
        given().get("/dlq").then().statusCode(503).header("Retry-After", "5");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(12));
        stack.kafka().start();

        awaitReadiness(200);
        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            kafka.sendEvents(SampleRun.facts(run.execution(202, RunStatus.SUCCESS)));
            kafka.awaitEnvelopes(run.runId, 1);
        }
    }

    /** Asks again after each answer, so that a client waits at any time, and expects each answer to be 503. */
    private static CompletableFuture<Void> askUntil(AtomicBoolean measured, HttpClient client, HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.discarding()).thenCompose(answer -> {
            assertThat(answer.statusCode()).isEqualTo(503);
            return measured.get() ? CompletableFuture.completedFuture(null) : askUntil(measured, client, request);
        });
    }

    private static void awaitReadiness(int status) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(status));
    }
}
