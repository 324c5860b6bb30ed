package dev.tavilypipeline.kit.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

class RetryForeverTest {

    private static final String WHAT = "writing to mongodb";

    private final RetryForever retry = new RetryForever();
    private final RetryHealthCheck readiness = new RetryHealthCheck(retry);

    @Test
    void shouldBeReadyWhereNothingFails() {
        assertThat(retry.retry(WHAT, () -> Uni.createFrom().item("done")).await().indefinitely()).isEqualTo("done");
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void shouldTryAgainUntilItWorks() {
        Queue<Uni<String>> attempts = new ArrayDeque<>(List.of(
                Uni.createFrom().failure(new IOException("connection refused")),
                Uni.createFrom().failure(new IOException("connection refused")),
                Uni.createFrom().item("done")));

        String result = retry.retry(WHAT, attempts::remove).await().indefinitely();

        assertThat(result).isEqualTo("done");
        assertThat(attempts).isEmpty();
    }

    @Test
    void shouldTryAgainWhatThrowsInsteadOfFailing() {
        AtomicInteger attempts = new AtomicInteger();

        int done = retry.retryBlocking(WHAT, () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("connection refused");
            }
            return attempts.get();
        });

        assertThat(done).isEqualTo(3);
    }

    @Test
    void shouldNotBeReadyUntilItWorksAndSayWhy() {
        CompletableFuture<String> works = new CompletableFuture<>();
        AtomicInteger attempts = new AtomicInteger();

        CompletableFuture<String> done = retry.retry(WHAT, () -> attempts.getAndIncrement() == 0
                ? Uni.createFrom().failure(new IOException("connection refused"))
                : Uni.createFrom().completionStage(works)).subscribeAsCompletionStage();

        HealthCheckResponse held = readiness.call();
        assertThat(held.getStatus()).isEqualTo(Status.DOWN);
        assertThat(held.getData()).hasValueSatisfying(
                data -> assertThat(data).containsOnly(entry(WHAT, "IOException: connection refused")));
        await().untilAtomic(attempts, is(2));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

        works.complete("done");

        assertThat(done.join()).isEqualTo("done");
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void shouldNotHideAFailureBehindAnotherCallsSuccess() {
        Cancellable failing = retry.retry(WHAT, () -> Uni.createFrom().failure(new IOException("connection refused")))
                .subscribe().with(item -> {
                });

        assertThat(retry.retryBlocking(WHAT, failsOnce())).isEqualTo("done");

        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        failing.cancel();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    private static Callable<String> failsOnce() {
        AtomicInteger attempts = new AtomicInteger();
        return () -> {
            if (attempts.getAndIncrement() == 0) {
                throw new IOException("connection refused");
            }
            return "done";
        };
    }

    @Test
    void shouldBeReadyAfterACallWasCancelled() {
        Cancellable work = retry.retry(WHAT, () -> Uni.createFrom().failure(new IOException("connection refused")))
                .subscribe().with(item -> {
                });
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

        work.cancel();

        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }
}
