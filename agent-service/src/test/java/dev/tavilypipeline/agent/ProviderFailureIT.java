package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    @CsvSource({ "RATE_LIMITED,http_429,3", "SERVER_ERROR,http_5xx,3", "TIMEOUT,timeout,3", "QUOTA_EXCEEDED,http_432,1",
            "MALFORMED,invalid_response,2" })
    void shouldRecordEachAttempt(Failure failure, String errorType, int attempts) {
        stack.simulator().configure(SimulatorSettings.PROMPT.withFailures(Map.of(failure, 1.0)));

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
}
