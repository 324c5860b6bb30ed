package dev.tavilypipeline.agent.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class InFlightRunsTest {

    private static final UUID RUN = UUID.randomUUID();

    private final InFlightRuns atWork = new InFlightRuns();
    private final CompletableFuture<Void> work = new CompletableFuture<>();
    private final AtomicInteger starts = new AtomicInteger();

    @Test
    void shouldStartARunOnceAndLetAllWaitForIt() {
        CompletableFuture<Void> first = join(RUN);
        CompletableFuture<Void> again = join(RUN);

        assertThat(starts).hasValue(1);
        assertThat(atWork.count()).isEqualTo(1);
        assertThat(again).isNotDone();
        work.complete(null);
        assertThat(first).isCompleted();
        assertThat(again).isCompleted();
        assertThat(atWork.count()).isZero();
    }

    @Test
    void shouldStartARunAgainThatHasEnded() {
        work.complete(null);
        join(RUN).join();
        join(RUN).join();

        assertThat(starts).hasValue(2);
    }

    @Test
    void shouldNotWaitWhenNothingIsAtWork() {
        assertThat(atWork.awaitNone(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void shouldWaitForTheLastRun() {
        CompletableFuture<Void> run = join(RUN);
        CompletableFuture<Boolean> ending = CompletableFuture.supplyAsync(() -> work.complete(null));

        assertThat(atWork.awaitNone(Duration.ofMinutes(1))).isTrue();

        assertThat(ending.join()).isTrue();
        assertThat(run).isCompleted();
    }

    @Test
    void shouldNotWaitForEver() {
        CompletableFuture<Void> run = join(RUN);

        assertThat(atWork.awaitNone(Duration.ofMillis(10))).isFalse();

        assertThat(run).isNotDone();
        assertThat(atWork.count()).isEqualTo(1);
    }

    @Test
    void shouldBreakOffWhatIsStillAtWork() {
        CompletableFuture<Void> run = join(RUN);

        atWork.cancelAll();

        assertThat(run).failsWithin(Duration.ZERO).withThrowableThat().isInstanceOf(CancellationException.class);
        assertThat(work).isCancelled();
        assertThat(atWork.count()).isZero();
    }

    @Test
    void shouldStartNoRunAfterBreakingOff() {
        atWork.cancelAll();

        assertThat(join(RUN)).failsWithin(Duration.ZERO).withThrowableThat().isInstanceOf(CancellationException.class);
        assertThat(atWork.count()).isZero();
    }

    @Test
    void shouldForgetARunThatEndsAtOnce() {
        work.complete(null);

        assertThat(join(RUN)).isCompleted();

        assertThat(atWork.count()).isZero();
    }

    private CompletableFuture<Void> join(UUID runId) {
        return atWork.join(runId, () -> {
            starts.incrementAndGet();
            return Uni.createFrom().completionStage(work);
        }).subscribeAsCompletionStage();
    }
}
