package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/runs/" + SampleRun.numbered(203).runId + "/events"))
                .build();

        stack.mongo().stop();
        List<CompletableFuture<HttpResponse<Void>>> waiting = IntStream.range(0, 300)
                .mapToObj(number -> client.sendAsync(request, BodyHandlers.discarding())).toList();
        try {
            await("all clients wait in the service").atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20))
                    .until(() -> metrics.get("http.server.active.requests").gauge().value() >= waiting.size());
            List<Long> millis = new ArrayList<>();
            while (millis.size() < 20 && waiting.stream().anyMatch(answer -> !answer.isDone())) {
                millis.add(given().get("/q/health/live").then().statusCode(200).extract().time());
                millis.add(given().get("/q/health/ready").then().extract().time());
            }
            assertThat(millis).as("answers while clients waited").isNotEmpty();
            Collections.sort(millis);
            // the tests share the processors with the service: a few answers may be late, and none as late as MongoDB's timeout
            assertThat(millis.get(millis.size() * 3 / 4)).as("milliseconds of three quarters of %s", millis).isLessThan(1_000);
            assertThat(millis.get(millis.size() - 1)).as("milliseconds of all of %s", millis).isLessThan(3_000);
            assertThat(waiting).extracting(answer -> answer.join().statusCode()).containsOnly(503);
        } finally {
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

    private static void awaitReadiness(int status) {
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(status));
    }
}
