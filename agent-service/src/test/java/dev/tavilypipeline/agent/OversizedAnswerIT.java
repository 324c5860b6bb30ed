package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;

/** A provider that sends far too much ends neither the process nor other runs, with the heap that the service has. */
class OversizedAnswerIT {

    @Test
    void shouldSurviveOversizedAnswersAtFullConcurrency() {
        try (LocalStack stack = LocalStackResource.startStack(); StubProviders providers = new StubProviders()) {
            providers.start();
            KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers());
            try (AgentProcess agent = new AgentProcess(stack, Map.of("TAVILY_API_KEY", " " + StubProviders.KEY + " ",
                    "TAVILY_BASE_URL", providers.uri().toString(), "PIPELINE_AGENT_CONCURRENCY", "64",
                    "PIPELINE_SEARCHES_PER_MINUTE", "100000"))) {
                List<UUID> runs = IntStream.range(0, 60)
                        .mapToObj(n -> agent.submit(List.of("large", "endless", "bomb").get(n % 3) + " " + n)).toList();

                assertThat(runs).allSatisfy(run -> {
                    RunFinished end = kafka.awaitEnd(run);
                    assertThat(end.status()).isEqualTo(RunStatus.FAILED);
                    assertThat(kafka.facts(run, RunStarted.class)).hasSize(1);
                    assertThat(kafka.facts(run, ApiCallFinished.class)).extracting(ApiCallFinished::errorType)
                            .isSubsetOf(ErrorType.INVALID_RESPONSE, ErrorType.TIMEOUT, ErrorType.CONNECTION);
                });
                assertThat(kafka.awaitEnd(agent.submit("Acme")).status()).isEqualTo(RunStatus.SUCCESS);
                assertThat(agent.get("/q/health/live").statusCode()).isEqualTo(200);
            }
        }
    }
}
