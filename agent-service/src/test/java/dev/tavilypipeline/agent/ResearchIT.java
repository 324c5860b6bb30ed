package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.uuid.Generators;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.SearchDepth;
import dev.tavilypipeline.contract.SearchTopic;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.SimulatedRequest;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** From the POST to the facts on Kafka. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ResearchIT {

    LocalStack stack;
    StubCollector collector;

    private KafkaPeer kafka;

    @BeforeEach
    void quietSimulator() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
        stack.simulator().configure(SimulatorSettings.PROMPT);
        stack.simulator().clearRequests();
    }

    @Test
    void shouldAnswerWithTheRunsNameAndPlaces() {
        String runId = Submission.send("{\"company\": \"OpenAI\", \"max_sources\": 3, \"deliver\": false}")
                .statusCode(202)
                .header("Location", startsWith("/research/"))
                .body("status", equalTo("queued"))
                .extract().path("run_id");

        ConsumerRecord<byte[], byte[]> record = kafka.of(Topics.RESEARCH_JOBS, UUID.fromString(runId)).get(0);
        ResearchJob job = ContractJson.read(record.value(), ResearchJob.class);
        assertThat(job.query()).isEqualTo("OpenAI");
        assertThat(job.maxSources()).isEqualTo(3);
        assertThat(job.deliver()).isFalse();
        assertThat(header(record, CloudEvents.TYPE)).isEqualTo("dev.tavilypipeline.research_job");
    }

    @Test
    void shouldRunAJobAndTellItsFacts() {
        UUID runId = Submission.accepted("Tesla");

        RunFinished end = kafka.awaitEnd(runId);

        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.result().companyName()).isEqualTo("Tesla");
        assertThat(end.result().industry()).isNotBlank();
        assertThat(end.result().sources()).hasSizeBetween(1, 10);
        assertThat(end.result().overview()).contains("[1]");
        assertThat(kafka.facts(runId, RunStarted.class)).hasSize(1).allMatch(RunStarted::simulated)
                .allMatch(start -> start.agentVersion().startsWith("1."));
        assertThat(kafka.facts(runId, StepFinished.class)).extracting(StepFinished::stepName)
                .containsExactlyInAnyOrder(StepName.values());
    }

    @Test
    void shouldRecordTheCallsAsTheProviderSawThem() {
        UUID runId = Submission.accepted("Siemens");
        RunFinished end = kafka.awaitEnd(runId);

        List<ApiCallFinished> calls = kafka.facts(runId, ApiCallFinished.class);

        assertThat(end.calls()).isEqualTo(calls.size()).isEqualTo(3);
        assertThat(calls).extracting(ApiCallFinished::provider, ApiCallFinished::operation, ApiCallFinished::attempt)
                .containsExactlyInAnyOrder(tuple("tavily-simulator", "search", 1), tuple("tavily-simulator", "search", 1),
                        tuple("openai-simulator", "chat", 1));
        // runs of other tests may still be at work
        assertThat(stack.simulator().requests()).extracting(SimulatedRequest::requestId)
                .containsAll(calls.stream().map(ApiCallFinished::requestId).toList());
        assertThat(stack.simulator().requests()).filteredOn(request -> String.valueOf(request.query()).startsWith("Siemens "))
                .hasSize(2);
        assertThat(calls).filteredOn(call -> call.operation().equals("search"))
                .allSatisfy(call -> assertThat(call.costUsd()).isEqualByComparingTo("0.008"));
        assertThat(calls).filteredOn(call -> call.operation().equals("chat"))
                .allSatisfy(call -> assertThat(call.costUsd()).isPositive());
    }

    @Test
    void shouldWriteEveryFactOfARunUnderItsKeyIntoOnePartition() {
        UUID runId = Submission.accepted("Intel");
        kafka.awaitEnd(runId);

        List<ConsumerRecord<byte[], byte[]>> records = kafka.of(Topics.RUN_EVENTS, runId);

        assertThat(records).extracting(ConsumerRecord::partition).containsOnly(records.get(0).partition());
        assertThat(records).allSatisfy(record -> {
            RunEvent fact = ContractJson.read(record.value(), RunEvent.class);
            assertThat(header(record, CloudEvents.ID)).isEqualTo(fact.factKey());
            assertThat(header(record, CloudEvents.TYPE)).isEqualTo("dev.tavilypipeline." + fact.type());
        });
    }

    @Test
    void shouldAbstainFromAnUnknownCompany() {
        RunFinished end = kafka.awaitEnd(Submission.accepted("Zyxwvut Qqqqqq"));

        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.NO_SOURCES);
        assertThat(end.result().sources()).isEmpty();
    }

    @Test
    void shouldRefuseAKeyWhoseRunWasDeleted() {
        UUID deleted = UUID.fromString("94baf84e-f91d-59b2-910a-e68e75d72b4d"); // the name of the key
        collector.deleted(deleted);

        withKey("order 1998", "Sony").statusCode(410).contentType("application/problem+json")
                .body("type", equalTo("run-deleted")).body("run_id", equalTo(deleted.toString()));

        assertThat(kafka.of(Topics.RESEARCH_JOBS, deleted)).isEmpty();
    }

    @Test
    void shouldWriteOneJobForTheSameRequestUnderTheSameKey() {
        String first = withKey("order 66", "Sony").statusCode(202).extract().path("run_id");
        String again = withKey("order 66", "Sony").statusCode(202).extract().path("run_id");

        assertThat(again).isEqualTo(first);
        assertThat(UUID.fromString(first).version()).isEqualTo(5);
        assertThat(kafka.of(Topics.RESEARCH_JOBS, UUID.fromString(first))).hasSize(1);
    }

    @Test
    void shouldRefuseAnotherRequestUnderTheSameKey() {
        String runId = withKey("order 67", "Sony").statusCode(202).extract().path("run_id");

        withKey("order 67", "Nintendo").statusCode(422)
                .contentType("application/problem+json")
                .body("run_id", equalTo(runId))
                .body("field", equalTo("Idempotency-Key"));
        assertThat(kafka.of(Topics.RESEARCH_JOBS, UUID.fromString(runId))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{}                                       | company",
            "{\"company\": \" \"}                     | company",
            "{\"company\": \"\\u202e\\u200b\"}         | company",
            "{\"company\": 5}                         | company",
            "{\"company\": \"x\", \"max_sources\": 21}    | max_sources",
            "{\"company\": \"x\", \"max_sources\": 5.9}   | max_sources",
            "{\"company\": \"x\", \"max_sources\": \"5\"} | max_sources",
            "{\"company\": \"x\", \"max_source\": 5}      | max_source",
            "{\"company\": \"x\", \"search_depth\": \"fast\"} | search_depth",
            "{\"company\": \"x\", \"search_depth\": 0}  | search_depth",
            "{\"company\": \"x\", \"topic\": \"sports\"} | topic",
            "{\"company\": \"x\", \"budget_credits\": 0} | budget_credits",
            "{\"company\": \"x\", \"budget_credits\": \"5\"} | budget_credits",
            "{\"company\": \"x\", \"budget_credits\": 1e999999999} | budget_credits",
            "{\"company\": \"x\", \"idempotency_key\": \"k\"} | idempotency_key",
            "{\"company\": \"x\", \"deliver\": \"yes\"}   | deliver" })
    void shouldNameTheFieldThatIsWrong(String body, String field) {
        Submission.send(body).statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(field));
    }

    @Test
    void shouldSayThatABodyIsTooLarge() {
        Submission.send("{\"company\": \"" + "x".repeat(2_000_000) + "\"}").statusCode(413)
                .contentType("application/problem+json")
                .body("detail", startsWith("the body has more than"));
    }

    @Test
    void shouldNameAnIdThatIsNone() {
        given().get("/research/1-1-1-1-1").then().statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo("run_id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{\"company\":", "[]", "null", "{\"company\": \"a\", \"company\": \"b\"}" })
    void shouldRefuseWhatIsNoRequest(String body) {
        Submission.send(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void shouldAnswerQueuedUntilTheCollectorKnowsTheRun() {
        UUID runId = Submission.accepted("Nike");

        given().get("/research/" + runId).then().statusCode(200)
                .body("run_id", equalTo(runId.toString())).body("status", equalTo("queued"));
        collector.knows(runId, "{\"status\": \"running\"}");
        given().get("/research/" + runId).then().statusCode(200).body("status", equalTo("running"));
    }

    @Test
    void shouldTellARunThatMayStillAppearFromOneThatNobodyKnows() {
        UUID ofAnotherReplica = Generators.timeBasedEpochGenerator().generate();

        given().get("/research/" + ofAnotherReplica).then().statusCode(404).contentType("application/problem+json")
                .header("Retry-After", "1").body("type", equalTo("run-not-visible-yet"));
        given().get("/research/" + UUID.randomUUID()).then().statusCode(404).contentType("application/problem+json")
                .header("Retry-After", nullValue()).body("type", equalTo("run-not-found"));
    }

    @Test
    void shouldPassOnThatARunWasDeleted() {
        UUID runId = UUID.randomUUID();
        collector.deleted(runId);

        given().get("/research/" + runId).then().statusCode(410).contentType("application/problem+json");
    }

    @Test
    void shouldSayThatTheCollectorIsAway() {
        UUID runId = UUID.randomUUID();
        collector.breaksAt(runId);

        given().get("/research/" + runId).then().statusCode(503).contentType("application/problem+json")
                .header("Retry-After", notNullValue()).body("run_id", equalTo(runId.toString()));
    }

    @Test
    void shouldSearchAsTheJobSaysWithinItsBudget() {
        UUID runId = UUID.fromString(Submission.send("{\"company\": \"Toyota\", \"search_depth\": \"advanced\","
                + " \"topic\": \"news\", \"budget_credits\": 1}").statusCode(202).extract().path("run_id"));

        RunFinished end = kafka.awaitEnd(runId);

        ResearchJob job = ContractJson.read(kafka.of(Topics.RESEARCH_JOBS, runId).get(0).value(), ResearchJob.class);
        assertThat(job).extracting(ResearchJob::searchDepth, ResearchJob::topic, ResearchJob::budgetCredits)
                .containsExactly(SearchDepth.ADVANCED, SearchTopic.NEWS, BigDecimal.ONE);
        assertThat(kafka.facts(runId, ApiCallFinished.class)).filteredOn(call -> call.operation().equals("search"))
                .isNotEmpty().allSatisfy(call -> assertThat(call.credits()).isEqualByComparingTo("2"));
        assertThat(kafka.facts(runId, StepFinished.class)).filteredOn(step -> step.stepName() == StepName.SUMMARIZE)
                .extracting(StepFinished::errorType).containsExactly(ErrorType.BUDGET_EXCEEDED);
        assertThat(end.status()).isEqualTo(RunStatus.PARTIAL);
    }

    @Test
    void shouldSendAnUnreadableJobToTheDeadLettersAndRunItsNeighbours() {
        String key = "unreadable-" + UUID.randomUUID();
        kafka.send(Topics.RESEARCH_JOBS, key, "{\"run_id\": 5}".getBytes(UTF_8));
        UUID neighbour = UUID.randomUUID();
        // the same key as the unreadable one's, and so the same partition, right behind it
        kafka.send(Topics.RESEARCH_JOBS, key, ContractJson.write(
                new ResearchJob(neighbour, "Okta", 5, true, Instant.now(), null, null)));

        assertThat(kafka.awaitEnd(neighbour).status()).isEqualTo(RunStatus.SUCCESS);

        List<ConsumerRecord<byte[], byte[]>> dead = kafka.read(Topics.deadLettersOf(Topics.RESEARCH_JOBS),
                record -> new String(record.key(), UTF_8).equals(key));
        assertThat(dead).hasSize(1);
        assertThat(new String(dead.get(0).value(), UTF_8)).isEqualTo("{\"run_id\": 5}");
    }

    @Test
    void shouldNotRunAJobThatTheCollectorWouldNotSee() {
        UUID unseen = UUID.randomUUID();
        UUID neighbour = UUID.randomUUID();
        String key = "without-id-" + unseen;
        kafka.sendWithoutId(Topics.RESEARCH_JOBS, key, ContractJson.write(
                new ResearchJob(unseen, "Okta", 5, true, Instant.now(), null, null)));
        kafka.send(Topics.RESEARCH_JOBS, key, ContractJson.write(
                new ResearchJob(neighbour, "Okta", 5, true, Instant.now(), null, null)));

        kafka.awaitEnd(neighbour);

        assertThat(kafka.facts(unseen)).isEmpty();
        assertThat(kafka.read(Topics.deadLettersOf(Topics.RESEARCH_JOBS),
                record -> new String(record.key(), UTF_8).equals(key))).hasSize(1);
    }

    @Test
    void shouldCountJobsRunsAndCalls() {
        kafka.awaitEnd(Submission.accepted("Airbus"));

        String metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics).contains("pipeline_jobs_accepted_total", "pipeline_runs_running",
                "pipeline_runs_finished_total{status=\"success\"}",
                "pipeline_calls_seconds_count{operation=\"chat\",outcome=\"success\",provider=\"openai-simulator\"}");
    }

    private static ValidatableResponse withKey(String key, String company) {
        return given().contentType(ContentType.JSON).header("Idempotency-Key", key).body("{\"company\": \"" + company + "\"}")
                .post("/research").then();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
