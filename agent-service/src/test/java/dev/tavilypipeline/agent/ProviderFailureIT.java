package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What a provider does wrong is seen call by call, and the run has an end all the same. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class ProviderFailureIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    LocalStack stack;
    StubCollector collector;

    private KafkaPeer kafka;

    @BeforeEach
    void clearLog() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
        stack.simulator().clearRequests();
    }

    @AfterEach
    void quietSimulator() {
        stack.simulator().configure(SimulatorSettings.PROMPT);
    }

    @ParameterizedTest
    @CsvSource({ "SERVER_ERROR,http_5xx,3", "TIMEOUT,timeout,3", "MALFORMED,invalid_response,1" })
    void shouldRecordEachAttempt(Failure failure, String errorType, int attempts) {
        fail(failure);

        UUID runId = Submission.accepted("Pfizer");
        RunFinished end = kafka.awaitEnd(runId);

        List<ApiCallFinished> calls = kafka.facts(runId, ApiCallFinished.class);
        assertThat(end.status()).isEqualTo(RunStatus.FAILED);
        assertThat(end.errorType()).isEqualTo(ErrorType.SEARCH_FAILED);
        assertThat(end.calls()).isEqualTo(2 * attempts);
        assertThat(calls).hasSize(2 * attempts)
                .allSatisfy(call -> assertThat(call.errorType()).isEqualTo(errorType))
                .allSatisfy(call -> assertThat(call.status()).isEqualTo(CallStatus.FAILED));
        assertThat(calls).filteredOn(call -> call.stepName() == StepName.SEARCH_OVERVIEW)
                .extracting(ApiCallFinished::attempt).last().isEqualTo(attempts);
    }

    @Test
    void shouldAttemptUntilTheRateLimitAllowsIt() {
        fail(Failure.RATE_LIMITED);
        UUID runId = Submission.accepted("Pfizer");
        await().atMost(TIMEOUT).until(() -> kafka.facts(runId, ApiCallFinished.class).size() > 4);

        stack.simulator().configure(SimulatorSettings.PROMPT);

        RunFinished end = kafka.awaitEnd(runId);
        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(kafka.facts(runId, ApiCallFinished.class))
                .filteredOn(call -> "http_429".equals(call.errorType())).hasSizeGreaterThan(4);
    }

    @Test
    void shouldLetJobsWaitWhileTheProviderRefusesTheAccount() {
        fail(Failure.QUOTA_EXCEEDED);
        RunFinished first = kafka.awaitEnd(Submission.accepted("Pfizer"));
        assertThat(first.errorType()).isEqualTo(ErrorType.SEARCH_FAILED);
        assertThat(first.calls()).isEqualTo(2);
        await().atMost(TIMEOUT).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(503)
                .body("checks.find { it.name == 'providers' }.data.tavily-simulator", startsWith("http_432")));

        List<UUID> waiting = IntStream.range(0, 20).mapToObj(number -> Submission.accepted("Sony")).toList();
        stack.simulator().configure(SimulatorSettings.PROMPT);

        assertThat(waiting).extracting(runId -> kafka.awaitEnd(runId).status())
                .filteredOn(RunStatus.SUCCESS::equals).hasSizeGreaterThanOrEqualTo(18); // a probe may have been under way
        await().atMost(TIMEOUT).untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    private void fail(Failure failure) {
        stack.simulator().configure(SimulatorSettings.PROMPT.withFailures(Map.of(failure, 1.0)));
    }
}
