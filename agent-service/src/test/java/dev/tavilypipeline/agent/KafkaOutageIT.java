package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** Kafka goes away and comes back: clients get an answer, nothing is lost, and the service goes on by itself. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class KafkaOutageIT {

    LocalStack stack;
    StubCollector collector;

    @AfterEach
    void backToNormal() {
        stack.simulator().configure(SimulatorSettings.PROMPT);
        stack.kafka().start();
        awaitReadiness(200);
    }

    @Test
    void shouldTellThatTheOutcomeIsUnknownAndRecover() {
        UUID first = Submission.accepted("OpenAI");

        stack.kafka().stop();

        Submission.send("{\"company\": \"OpenAI\"}").statusCode(503)
                .time(lessThan(5_000L))
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("run_id", matchesPattern("[0-9a-f-]{36}"))
                .body("detail", containsString("same Idempotency-Key is safe"));
        given().delete("/research/" + first).then().statusCode(503)
                .time(lessThan(5_000L))
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("run_id", equalTo(first.toString()));
        awaitReadiness(503);
        given().get("/q/health/live").then().statusCode(200);
        stack.kafka().start();
        awaitReadiness(200);
        UUID runId = Submission.accepted("OpenAI");
        assertThat(kafka().awaitEnd(runId).status()).isEqualTo(RunStatus.SUCCESS);
    }

    @Test
    void shouldHoldTheFactsOfARunUntilKafkaIsBack() {
        stack.simulator().clearRequests();
        stack.simulator().configure(SimulatorSettings.PROMPT.withLatency(Duration.ofMillis(700), Duration.ofMillis(700)));
        UUID runId = Submission.accepted("Toyota");
        await().until(() -> !kafka().facts(runId, RunStarted.class).isEmpty());

        stack.kafka().stop();
        await("the run goes on to its last call").until(() -> stack.simulator().requests().size() == 3);
        stack.kafka().start();

        RunFinished end = kafka().awaitEnd(runId);
        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(kafka().facts(runId)).hasSize(1 + 3 + 3 + 3 + 1);
        assertThat(stack.simulator().requests()).hasSize(3);
    }

    private KafkaPeer kafka() {
        return new KafkaPeer(stack.kafka().bootstrapServers());
    }

    private static void awaitReadiness(int status) {
        await("readiness " + status).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(status));
    }
}
