package dev.tavilypipeline.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** The worker knows from the topics which runs are finished and which are cancelled. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RunHistoryIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    LocalStack stack;

    private KafkaPeer kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
    }

    @AfterEach
    void quietSimulator() {
        stack.simulator().configure(SimulatorSettings.PROMPT);
    }

    @Test
    void shouldNotExecuteARedrivenJobOfAFinishedRun() {
        UUID runId = Submission.accepted("Adidas");
        kafka.awaitEnd(runId);
        ConsumerRecord<byte[], byte[]> job = kafka.of(Topics.RESEARCH_JOBS, runId).get(0);

        kafka.send(Topics.RESEARCH_JOBS, runId.toString(), job.value());
        awaitWorked(runId);

        assertThat(kafka.facts(runId, RunStarted.class)).hasSize(1);
    }

    @Test
    void shouldNotExecuteAnOldJobOfAFinishedRun() {
        UUID runId = UUID.randomUUID();
        Instant lastMonth = Instant.now().minus(Duration.ofDays(29));
        RunFinished end = new RunFinished(runId, UUID.randomUUID(), lastMonth, lastMonth, RunStatus.SUCCESS, 1, 0, 0, null,
                null,
                null);
        kafka.send(Topics.RUN_EVENTS, runId.toString(), ContractJson.write(end), end.type(), lastMonth);
        ResearchJob job = new ResearchJob(runId, "Adidas", 5, true, lastMonth, null, null);

        kafka.send(Topics.RESEARCH_JOBS, runId.toString(), ContractJson.write(job));
        awaitWorked(runId);

        assertThat(kafka.facts(runId, RunStarted.class)).isEmpty();
    }

    @Test
    void shouldEndARunningRunAsCancelledAfterItsCallInFlight() {
        Duration latency = Duration.ofMillis(700);
        stack.simulator().configure(SimulatorSettings.PROMPT.withLatency(latency, latency));
        UUID runId = Submission.accepted("Adidas");
        await().atMost(TIMEOUT).until(() -> !kafka.facts(runId, RunStarted.class).isEmpty());

        cancel(runId);

        RunFinished end = kafka.awaitEnd(runId);
        assertThat(end.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(kafka.facts(runId, ApiCallFinished.class)).as("the calls before and in flight").isNotEmpty()
                .hasSize(end.calls());
    }

    @Test
    void shouldEndAQueuedRunAsCancelledWithoutACall() {
        UUID runId = UUID.randomUUID();
        cancel(runId);

        ResearchJob job = new ResearchJob(runId, "Adidas", 5, true, Instant.now(), null, null);
        awaitWorked(UUID.nameUUIDFromBytes("another".getBytes(UTF_8)));
        kafka.send(Topics.RESEARCH_JOBS, runId.toString(), ContractJson.write(job));

        RunFinished end = kafka.awaitEnd(runId);
        assertThat(end.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(end.calls()).isZero();
        assertThat(kafka.facts(runId, RunStarted.class)).hasSize(1);
    }

    private void cancel(UUID runId) {
        CancelRequested cancellation = new CancelRequested(runId, Instant.now(), null);
        kafka.send(Topics.RESEARCH_CANCELLATIONS, runId.toString(), ContractJson.write(cancellation), CancelRequested.TYPE,
                Instant.now());
    }

    /** A job behind it in the same partition has been worked on. */
    private void awaitWorked(UUID runId) {
        UUID next = Stream.generate(UUID::randomUUID).filter(id -> partitionOf(id) == partitionOf(runId)).findFirst()
                .orElseThrow();
        kafka.send(Topics.RESEARCH_JOBS, next.toString(),
                ContractJson.write(new ResearchJob(next, "Nestlé", 5, true, Instant.now(), null, null)));
        kafka.awaitEnd(next);
    }

    private static int partitionOf(UUID runId) {
        return BuiltInPartitioner.partitionForKey(runId.toString().getBytes(UTF_8), Topics.PARTITIONS);
    }
}
