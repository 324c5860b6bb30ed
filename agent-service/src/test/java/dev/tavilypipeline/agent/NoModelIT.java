package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;
import dev.tavilypipeline.localstack.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** With a key for Tavily and none for a model: nothing is simulated, and nothing summarised. */
@QuarkusTest
@TestProfile(NoModelIT.TavilyKeyAlone.class)
@WithTestResource(LocalStackResource.class)
class NoModelIT {

    LocalStack stack;
    StubCollector collector;

    @Test
    void shouldSearchForRealAndSkipTheSummary() {
        KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers());
        UUID runId = Submission.accepted("Tesla");

        RunFinished end = kafka.awaitEnd(runId);

        assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(end.result().companyName()).isEqualTo("Tesla");
        assertThat(end.result().industry()).isNull();
        assertThat(kafka.facts(runId, RunStarted.class)).noneMatch(RunStarted::simulated);
        assertThat(kafka.facts(runId, ApiCallFinished.class)).hasSize(2)
                .allMatch(call -> call.provider().equals("tavily"));
        assertThat(kafka.facts(runId, StepFinished.class)).filteredOn(step -> step.stepName() == StepName.SUMMARIZE)
                .singleElement()
                .matches(step -> step.status() == StepStatus.SKIPPED)
                .matches(step -> step.errorType().equals(ErrorType.NO_MODEL));
    }

    public static class TavilyKeyAlone implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.provider.tavily-api-key", "tvly-test",
                    "pipeline.tavily.base-url", "${pipeline.provider.simulator-url}");
        }
    }
}
