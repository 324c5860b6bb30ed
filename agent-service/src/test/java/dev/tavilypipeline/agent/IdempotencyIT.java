package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** One {@code Idempotency-Key} is one run, however often and at whatever time the request comes. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class IdempotencyIT {

    LocalStack stack;
    StubCollector collector;

    private KafkaPeer kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
    }

    @Test
    void shouldWriteOneJobForTwentyRequestsAtOnce() throws InterruptedException {
        String key = "race-" + UUID.randomUUID();

        List<Response> answers = atOnce(20, number -> send(key, number == 7 ? "Nintendo" : "Sony"));

        List<String> runs = answers.stream().filter(answer -> answer.statusCode() == 202)
                .map(answer -> answer.<String> path("run_id")).distinct().toList();
        assertThat(runs).hasSize(1);
        UUID runId = UUID.fromString(runs.get(0));
        assertThat(kafka.of(Topics.RESEARCH_JOBS, runId)).hasSize(1);
        assertThat(answers).extracting(Response::statusCode).contains(202, 422).containsOnly(202, 422);
        kafka.awaitEnd(runId);
        assertThat(kafka.facts(runId, RunStarted.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "\u00fcber" })
    void shouldRefuseAKeyThatIsNone(String key) {
        send(key, "Sony").then().statusCode(400).contentType("application/problem+json")
                .body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void shouldRefuseAKeyThatIsTooLong() {
        send("k".repeat(255), "Sony").then().statusCode(202);
        send("k".repeat(256), "Sony").then().statusCode(400).body("field", equalTo("Idempotency-Key"));
    }

    @Test
    void shouldRefuseTwoKeys() {
        given().contentType(ContentType.JSON).header("Idempotency-Key", "a", "b").body("{\"company\": \"Sony\"}")
                .post("/research").then().statusCode(400).contentType("application/problem+json")
                .body("field", equalTo("Idempotency-Key"));
    }

    static Response send(String key, String company) {
        return given().contentType(ContentType.JSON).header("Idempotency-Key", key)
                .body("{\"company\": \"" + company + "\"}").post("/research");
    }

    static List<Response> atOnce(int count, IntFunction<Response> request) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(count);
        CountDownLatch ready = new CountDownLatch(count);
        try {
            List<CompletableFuture<Response>> answers = IntStream.range(0, count)
                    .mapToObj(number -> CompletableFuture.supplyAsync(() -> {
                        ready.countDown();
                        awaitAll(ready);
                        return request.apply(number);
                    }, clients)).toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            clients.shutdown();
        }
    }

    private static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
