package dev.tavilypipeline.agent.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.admission.DailyBudgets;
import dev.tavilypipeline.agent.call.Attempts;
import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.TimeSource;
import dev.tavilypipeline.agent.call.Unlimited;
import dev.tavilypipeline.agent.run.Fakes;
import dev.tavilypipeline.agent.run.RunEventPublisher;
import dev.tavilypipeline.agent.run.SearchAnswer;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CloudEvents;
import dev.tavilypipeline.contract.ErrorType;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;

class PartitionWorkerTest {

    private static final int PARTITION = 3;

    private final ResearchJob job = new ResearchJob(UUID.randomUUID(), "acme", 2, true, Instant.now(), null, null);
    private final List<RunEvent> facts = Collections.synchronizedList(new ArrayList<>());
    private final OwnedHistories history = new OwnedHistories(DailyBudgets.unlimited(), InstantSource.system());
    private RunControl control = Unlimited.control();
    private Uni<Void> providers = Uni.createFrom().voidItem();

    @BeforeEach
    void readTheHistory() {
        history.own(PARTITION, Instant.now());
        history.of(PARTITION).orElseThrow().loaded(Instant.EPOCH);
    }

    @Test
    void shouldNotExecuteASecondJobOfARunThatHasJustEnded() {
        PartitionWorker worker = worker();
        assertThat(work(worker)).isCompletedWithValue(true);

        assertThat(work(worker)).isCompletedWithValue(true);

        assertThat(facts).filteredOn(RunStarted.class::isInstance).hasSize(1);
    }

    @Test
    void shouldEndACancelledJobThatWaitsForAProvider() {
        providers = Uni.createFrom().nothing();
        PartitionWorker worker = worker();
        CompletableFuture<Boolean> done = work(worker);
        assertThat(done).isNotDone();

        history.of(PARTITION).orElseThrow().cancelled(job.runId(), Instant.now());
        worker.cancel(job.runId());

        assertThat(done).isCompletedWithValue(true);
        assertThat(facts).last().isInstanceOfSatisfying(RunFinished.class,
                end -> assertThat(end.status()).isEqualTo(RunStatus.CANCELLED));
    }

    @Test
    void shouldAskForWhatWasForgottenWhileTheJobWaited() {
        CompletableFuture<Void> circuit = new CompletableFuture<>();
        providers = Uni.createFrom().completionStage(circuit);
        CompletableFuture<Boolean> done = work(worker());
        history.of(PARTITION).orElseThrow().forgetBefore(Instant.now().plus(Duration.ofHours(1)));

        circuit.complete(null);

        assertThat(done).as("reads the history again").isNotDone();
        assertThat(facts).isEmpty();
    }

    @Test
    void shouldCountWhatEarlierExecutionsHaveSpentToTheBudgetOfTheRun() {
        history.of(PARTITION).orElseThrow().called(job.runId(), UUID.randomUUID(), BigDecimal.ONE, Instant.now());
        control = new RunControl(PARTITION, Duration.ofMinutes(10), Optional.of(BigDecimal.ONE), TimeSource.system(),
                delay -> Uni.createFrom().nothing());

        assertThat(work(worker())).isCompletedWithValue(true);

        assertThat(facts).as("no call is made").noneMatch(ApiCallFinished.class::isInstance)
                .last().isInstanceOfSatisfying(RunFinished.class,
                        end -> assertThat(end.errorType()).isEqualTo(ErrorType.BUDGET_EXCEEDED));
    }

    @Test
    void shouldStartNoRunOfAPartitionThatComesDuringADrain() {
        PartitionWorkers workers = new PartitionWorkers(Duration.ofSeconds(1), TimeSource.system());
        workers.drainAll();

        workers.add(PARTITION, worker());

        assertThat(work(workers.of(PARTITION).orElseThrow())).as("its next owner executes it").isCompletedWithValue(false);
        assertThat(facts).isEmpty();
    }

    private PartitionWorker worker() {
        RunEventPublisher log = (fact, traceparent) -> {
            facts.add(fact);
            return Uni.createFrom().voidItem();
        };
        JobRunner runner = new JobRunner(
                Fakes.context(request -> Attempts.call(() -> Attempts.answered(new SearchAnswer(List.of()))), null, log,
                        Fakes.noCache()),
                Duration.ofMillis(1));
        return new PartitionWorker(PARTITION, history, runner, () -> providers, () -> Uni.createFrom().voidItem(),
                started -> control, null,
                new RunMetrics(new SimpleMeterRegistry(), TimeSource.system(), () -> 0));
    }

    private CompletableFuture<Boolean> work(PartitionWorker worker) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(Topics.RESEARCH_JOBS, PARTITION, 0,
                job.runId().toString().getBytes(UTF_8), ContractJson.write(job));
        record.headers().add(CloudEvents.ID, job.runId().toString().getBytes(UTF_8));
        return worker.work(record).subscribeAsCompletionStage();
    }
}
