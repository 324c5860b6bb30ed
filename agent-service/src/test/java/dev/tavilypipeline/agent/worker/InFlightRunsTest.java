package dev.tavilypipeline.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.Unlimited;
import io.smallrye.mutiny.Uni;

@SuppressWarnings("FutureReturnValueIgnored") // what matters is what it does
class InFlightRunsTest {

    private static final UUID RUN = UUID.randomUUID();

    private final InFlightRuns runs = new InFlightRuns();
    private final RunControl control = Unlimited.control();
    private final CompletableFuture<Boolean> work = new CompletableFuture<>();
    private final AtomicInteger starts = new AtomicInteger();

    @Test
    void shouldExecuteARunOnceAndLetAllWaitForIt() {
        CompletableFuture<Boolean> first = execute(RUN);
        CompletableFuture<Boolean> again = execute(RUN);

        assertThat(starts).hasValue(1);
        assertThat(runs.count()).isEqualTo(1);
        assertThat(again).isNotDone();
        work.complete(true);
        assertThat(first).isCompletedWithValue(true);
        assertThat(again).isCompletedWithValue(true);
        assertThat(runs.count()).isZero();
    }

    @Test
    void shouldExecuteAgainARunThatHasEnded() {
        work.complete(true);
        execute(RUN).join();
        execute(RUN).join();

        assertThat(starts).hasValue(2);
        assertThat(runs.count()).isZero();
    }

    @Test
    void shouldForgetARunThatFails() {
        work.completeExceptionally(new IllegalStateException("a fault"));

        assertThat(execute(RUN)).isCompletedExceptionally();
        assertThat(runs.count()).isZero();
    }

    @Test
    void shouldWaitForTheLastRun() {
        CompletableFuture<Boolean> run = execute(RUN);
        CompletableFuture<Boolean> ending = CompletableFuture.supplyAsync(() -> work.complete(true));

        assertThat(runs.awaitNone(Duration.ofMinutes(1))).isTrue();

        assertThat(ending.join()).isTrue();
        assertThat(run).isCompleted();
    }

    @Test
    void shouldNotWaitWhenNothingIsExecuted() {
        assertThat(runs.awaitNone(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void shouldNotWaitForEver() {
        CompletableFuture<Boolean> run = execute(RUN);

        assertThat(runs.awaitNone(Duration.ofMillis(10))).isFalse();
        assertThat(runs.awaitNone(Duration.ofMillis(-10))).isFalse();

        assertThat(run).isNotDone();
    }

    @Test
    void shouldAskOnlyTheRunThatIsMeantToStop() {
        execute(RUN);

        runs.stop(UUID.randomUUID(), StopReason.CANCELLED);
        assertThat(control.stopReason()).isEmpty();
        runs.stop(RUN, StopReason.CANCELLED);

        assertThat(control.stopReason()).contains(StopReason.CANCELLED);
        assertThat(work).isNotDone();
    }

    @Test
    void shouldAskAllRunsToStop() {
        execute(RUN);

        runs.stopAll(StopReason.HANDED_OVER);

        assertThat(control.stopReason()).contains(StopReason.HANDED_OVER);
    }

    private CompletableFuture<Boolean> execute(UUID runId) {
        return runs.execute(runId, control, () -> {
            starts.incrementAndGet();
            return Uni.createFrom().completionStage(work);
        }).subscribeAsCompletionStage();
    }
}
