package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/** What SIGTERM does to runs at work, seen on the packaged service. */
class GracefulStopIT {

    private static LocalStack stack;

    private final KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers());

    @BeforeAll
    static void startStack() {
        stack = LocalStackResource.startStack();
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @Test
    void shouldLetRunsAtWorkComeToTheirEndAndNotRunThemAgain() {
        answerAfter(Duration.ofSeconds(1));
        UUID runId;
        try (AgentProcess agent = new AgentProcess(stack, Duration.ofSeconds(30))) {
            runId = agent.submit("Nestlé");
            awaitStart(runId);

            assertThat(agent.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }

        assertThat(kafka.facts(runId, RunFinished.class)).hasSize(1)
                .allMatch(end -> end.status() == RunStatus.SUCCESS);
        try (AgentProcess next = new AgentProcess(stack, Duration.ofSeconds(1))) {
            kafka.awaitEnd(next.submit("IKEA"));
        }
        assertThat(kafka.facts(runId, RunStarted.class)).hasSize(1);
    }

    /**
     * The calls take longer than what is left after the grace period: they may be paid, and leave their rows without an answer.
     */
    @Test
    void shouldHandOverWhatTheGracePeriodDoesNotCover() {
        answerAfter(Duration.ofSeconds(30));
        UUID runId;
        try (AgentProcess agent = new AgentProcess(stack, Duration.ofSeconds(1))) {
            runId = agent.submit("Adidas");
            awaitStart(runId);

            assertThat(agent.stopsWithin(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(kafka.facts(runId, RunFinished.class)).isEmpty();
        assertThat(kafka.facts(runId, ApiCallFinished.class)).hasSize(2)
                .allMatch(call -> "broken off before the answer came, because another replica takes the run over"
                        .equals(call.errorMessage()));
        answerAfter(Duration.ZERO);
        try (AgentProcess next = new AgentProcess(stack, Duration.ofSeconds(1))) {
            RunFinished end = kafka.awaitEnd(runId);

            assertThat(next.stopsWithin(Duration.ofSeconds(20))).isTrue();
            assertThat(end.status()).isEqualTo(RunStatus.SUCCESS);
        }
        assertThat(kafka.facts(runId, RunStarted.class)).extracting(RunEvent::executionId).hasSize(2).doesNotHaveDuplicates();
    }

    private void awaitStart(UUID runId) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !kafka.facts(runId, RunStarted.class).isEmpty());
    }

    private static void answerAfter(Duration latency) {
        stack.simulator().configure(SimulatorSettings.PROMPT.withLatency(latency, latency));
    }
}
