package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;

/** A client of the collector's Kafka for each test, and the states of runs to wait for. */
abstract class CollectorFixture {

    LocalStack stack;
    KafkaPeer kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    /** A run whose envelope was emitted and can be read. */
    SampleRun finished(int number) {
        SampleRun run = SampleRun.numbered(number);
        kafka.sendEvents(SampleRun.facts(run.execution(number, RunStatus.SUCCESS)));
        kafka.awaitEnvelopes(run.runId, 1);
        await().untilAsserted(() -> given().get("/runs/" + run.runId + "/envelope").then().statusCode(200));
        return run;
    }

    static void awaitStatus(UUID runId, String status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/runs/" + runId).then().statusCode(200).body("status", equalTo(status)));
    }
}
