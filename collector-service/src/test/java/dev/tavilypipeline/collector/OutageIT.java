package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** MongoDB and Kafka stop and start again, and the service resumes by itself. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class OutageIT {

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
    void shouldResumeWhenKafkaIsBack() {
        SampleRun run = SampleRun.numbered(202);
        awaitReadiness(200);

        stack.kafka().stop();
        awaitReadiness(503);
        given().get("/q/health/live").then().statusCode(200);
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
