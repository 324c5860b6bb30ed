package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Runs are cancelled and repeated. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RunActionsIT {

    LocalStack stack;
    StubCollector collector;

    private final UUID runId = UUID.randomUUID();
    private KafkaPeer kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
    }

    @AfterEach
    void prompt() {
        stack.simulator().configure(SimulatorSettings.PROMPT);
    }

    @Test
    void shouldCancelARunThatIsBeingExecuted() {
        stack.simulator().configure(SimulatorSettings.PROMPT.withLatency(Duration.ofMillis(800), Duration.ofMillis(800)));
        UUID running = Submission.accepted("Toyota");
        await().until(() -> !kafka.facts(running, RunStarted.class).isEmpty());

        cancel(running).statusCode(202).body("status", equalTo("cancel_requested")).body("run_id", equalTo(running.toString()));

        assertThat(kafka.awaitEnd(running).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(cancellationsOf(running)).singleElement().extracting(CancelRequested::runId).isEqualTo(running);
    }

    @ParameterizedTest
    @ValueSource(strings = { "queued", "running" })
    void shouldCancelAnActiveRun(String status) {
        collectorShows(status);

        cancel(runId).statusCode(202).body("status", equalTo("cancel_requested"));

        assertThat(cancellationsOf(runId)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "cancel_requested, 202", "cancelled, 200" })
    void shouldSayHowFarACancellationIs(String status, int code) {
        collectorShows(status);

        cancel(runId).statusCode(code).body("status", equalTo(status));

        assertThat(cancellationsOf(runId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "success", "partial", "failed", "abandoned" })
    void shouldNotCancelARunThatHasEnded(String status) {
        collectorShows(status);

        cancel(runId).statusCode(409).contentType("application/problem+json").body("type", equalTo("run-ended"))
                .body("run_status", equalTo(status));

        assertThat(cancellationsOf(runId)).isEmpty();
    }

    @Test
    void shouldCancelNoRunThatNobodyKnows() {
        cancel(runId).statusCode(404).contentType("application/problem+json").body("type", equalTo("run-not-found"));
        cancel(Generators.timeBasedEpochGenerator().generate()).statusCode(404).header("Retry-After", "1")
                .body("type", equalTo("run-not-visible-yet"));
        given().delete("/research/1").then().statusCode(400).body("field", equalTo("run_id"));

        assertThat(cancellationsOf(runId)).isEmpty();
    }

    @Test
    void shouldCancelNoDeletedRun() {
        collector.deleted(runId);

        cancel(runId).statusCode(410);
    }

    @Test
    void shouldCancelWhileTheCollectorIsAway() {
        collector.breaksAt(runId);

        cancel(runId).statusCode(202);

        assertThat(cancellationsOf(runId)).hasSize(1);
    }

    @Test
    void shouldRepeatTheJobOfARunThatHasEnded() {
        collector.knows(runId, "{\"run_id\": \"" + runId
                + "\", \"status\": \"failed\", \"query\": \"Sony\", \"max_sources\": 7,"
                + " \"deliver\": false, \"search_depth\": \"advanced\", \"topic\": \"finance\", \"budget_credits\": 12.5,"
                + " \"steps\": [], \"retry_of\": null}");

        String newRun = retry(runId).statusCode(202).header("Location", notNullValue()).extract().path("run_id");

        ResearchJob job = jobsOf(UUID.fromString(newRun)).get(0);
        assertThat(job).isEqualTo(new ResearchJob(UUID.fromString(newRun), "Sony", 7, false, job.requestedAt(), null, runId,
                SearchDepth.ADVANCED, SearchTopic.FINANCE, new BigDecimal("12.5")));
        assertThat(newRun).isNotEqualTo(runId.toString());
    }

    @Test
    void shouldRepeatARunOnceUnderOneKey() {
        collectorShows("success");
        String key = "again-" + runId;

        String first = retryWithKey(key).statusCode(202).extract().path("run_id");
        String second = retryWithKey(key).statusCode(202).extract().path("run_id");

        assertThat(second).isEqualTo(first);
        assertThat(jobsOf(UUID.fromString(first))).hasSize(1);
        IdempotencyIT.send(key, "Sony").then().statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = { "queued", "running", "cancel_requested" })
    void shouldNotRepeatARunThatHasNotEnded(String status) {
        collectorShows(status);

        retry(runId).statusCode(409).contentType("application/problem+json").body("type", equalTo("run-not-ended"))
                .body("run_status", equalTo(status));
    }

    @Test
    void shouldNotRepeatARunThatWasJustAccepted() {
        retry(Submission.accepted("Sony")).statusCode(409).body("run_status", equalTo("queued"));
    }

    @Test
    void shouldNotRepeatWhatCannotBeRead() {
        retry(runId).statusCode(404).contentType("application/problem+json").body("type", equalTo("run-not-found"));
        UUID deleted = UUID.randomUUID();
        collector.deleted(deleted);
        retry(deleted).statusCode(410);
        UUID unreachable = UUID.randomUUID();
        collector.breaksAt(unreachable);
        retry(unreachable).statusCode(503).header("Retry-After", notNullValue());
    }

    private void collectorShows(String status) {
        collector.knows(runId, "{\"run_id\": \"" + runId + "\", \"status\": \"" + status + "\", \"query\": \"Sony\"}");
    }

    private static ValidatableResponse cancel(UUID run) {
        return given().delete("/research/" + run).then();
    }

    private static ValidatableResponse retry(UUID run) {
        return given().contentType(ContentType.JSON).post("/research/" + run + "/retry").then();
    }

    private ValidatableResponse retryWithKey(String key) {
        return given().contentType(ContentType.JSON).header("Idempotency-Key", key).post("/research/" + runId + "/retry")
                .then();
    }

    private List<CancelRequested> cancellationsOf(UUID run) {
        return kafka.of(Topics.RESEARCH_CANCELLATIONS, run).stream()
                .map(record -> ContractJson.read(record.value(), CancelRequested.class)).toList();
    }

    private List<ResearchJob> jobsOf(UUID run) {
        return kafka.of(Topics.RESEARCH_JOBS, run).stream()
                .map(record -> ContractJson.read(record.value(), ResearchJob.class)).toList();
    }
}
