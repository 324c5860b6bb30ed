package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.collector.store.RunUpdate;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStack;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** Runs that the replica which stored their facts did not publish. */
@QuarkusTest
@TestProfile(OutboxRelayIT.ShortTimeouts.class)
@WithTestResource(LocalStackResource.class)
class OutboxRelayIT {

    @Inject
    RunStore store;

    LocalStack stack;

    @Test
    void shouldEmitWithMissingFactsAfterTheGracePeriodAndAgainWhenTheyArrive() {
        SampleRun run = SampleRun.numbered(301);
        List<Fact> facts = SampleRun.facts(run.execution(301, RunStatus.SUCCESS));
        Fact late = facts.get(2);
        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            kafka.sendEvents(facts.stream().filter(fact -> !fact.equals(late)).toList());
            RunEnvelope incomplete = kafka.awaitEnvelopes(run.runId, 1).get(0);
            assertThat(incomplete.agentRun().missingFacts()).isEqualTo(1);
            assertThat(incomplete.apiCalls()).hasSize(2);

            kafka.sendEvents(List.of(late));
            RunEnvelope complete = kafka.awaitEnvelopes(run.runId, 2).get(1);
            assertThat(complete.agentRun().missingFacts()).isZero();
            assertThat(complete.apiCalls()).hasSize(3);
            assertThat(complete.revision()).isGreaterThan(incomplete.revision());
        }
    }

    @Test
    void shouldEmitARunThatAReplicaStoredBeforeItCrashed() {
        SampleRun run = SampleRun.numbered(302);
        List<Fact> facts = SampleRun.facts(run.execution(302, RunStatus.SUCCESS));

        store.addFacts(List.of(RunUpdate.of(RunState.absent(run.runId), facts, "run.events-0-1", null, null, null)),
                Instant.now());

        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            assertThat(kafka.awaitEnvelopes(run.runId, 1).get(0).agentRun().missingFacts()).isZero();
        }
    }

    @Test
    void shouldAbandonAnInactiveRunUntilItsEndArrives() {
        SampleRun run = SampleRun.numbered(303);
        List<Fact> facts = SampleRun.facts(run.execution(303, RunStatus.SUCCESS));
        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            kafka.send(Topics.RESEARCH_JOBS, run.jobFact());
            kafka.sendEvents(facts.subList(0, 2));

            RunEnvelope abandoned = kafka.awaitEnvelopes(run.runId, 1).get(0);
            assertThat(abandoned.agentRun().status()).isEqualTo(RunStatus.ABANDONED);
            assertThat(abandoned.revision()).isEqualTo(4);
            assertThat(kafka.read(Topics.RUN_EVENTS, record -> new String(record.key(), UTF_8).equals(run.runId.toString())
                    && new String(record.value(), UTF_8).contains("run_abandoned"))).isNotEmpty();

            kafka.sendEvents(facts);
            // each further fact of an abandoned run is a new revision of it
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(kafka.envelopes(run.runId)).last()
                    .satisfies(last -> assertThat(last.agentRun().status()).isEqualTo(RunStatus.SUCCESS))
                    .satisfies(last -> assertThat(last.revision()).isEqualTo(SampleRun.FACTS + 2)));
        }
    }

    @Test
    void shouldNeverAbandonAQueuedRun() {
        SampleRun queued = SampleRun.numbered(304);
        SampleRun inactive = SampleRun.numbered(305);
        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            kafka.send(Topics.RESEARCH_JOBS, queued.jobFact());
            kafka.sendEvents(List.of(SampleRun.fact(inactive.started(305))));

            kafka.awaitEnvelopes(inactive.runId, 1);
        }
        given().get("/runs/" + queued.runId).then().statusCode(200).body("status", equalTo("queued"));
    }

    @ParameterizedTest
    @CsvSource({ "306, -PT20M", "307, PT20M" })
    void shouldMeasureInactivityByNoAgentsClock(int number, Duration offset) {
        SampleRun run = SampleRun.numbered(number);
        UUID execution = SampleRun.id(number);
        Queue<Function<Instant, RunEvent>> facts = new ArrayDeque<>();
        for (StepName step : StepName.values()) {
            facts.add(at -> new StepStarted(run.runId, execution, at, step));
            facts.add(at -> new StepFinished(run.runId, execution, at, step, StepStatus.SUCCESS, at, 1.0, null, null));
        }
        AtomicReference<Instant> last = new AtomicReference<>();
        try (KafkaPeer kafka = new KafkaPeer(stack.kafka().bootstrapServers())) {
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).until(() -> {
                assertThat(kafka.envelopes(run.runId)).as("while the agent works").isEmpty();
                last.set(Instant.now().plus(offset).truncatedTo(ChronoUnit.MILLIS));
                kafka.sendEvents(List.of(SampleRun.fact(facts.remove().apply(last.get()))));
                return facts.isEmpty();
            });

            RunEnvelope abandoned = kafka.awaitEnvelopes(run.runId, 1).get(0);
            assertThat(abandoned.agentRun().status()).isEqualTo(RunStatus.ABANDONED);
            if (offset.isNegative()) {
                assertThat(abandoned.agentRun().completedAt()).isEqualTo(last.get().plusSeconds(3));
            } else {
                // of a fact from the future, the time at which it was stored counts
                Instant sent = last.get().minus(offset);
                assertThat(abandoned.agentRun().completedAt()).isBetween(sent.plusSeconds(3), sent.plusSeconds(8));
            }
        }
    }

    /** Times that a test can wait for. */
    public static class ShortTimeouts implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.outbox.missing-facts-grace-period", "3s", "pipeline.outbox.relay-after", "1s",
                    "pipeline.outbox.relay-every", "1s", "pipeline.abandon.after", "3s", "pipeline.abandon.every", "1s");
        }
    }
}
