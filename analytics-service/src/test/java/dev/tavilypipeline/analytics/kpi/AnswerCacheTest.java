package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class AnswerCacheTest {

    private static final Executor THREADS = task -> new Thread(task).start();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AnswerCache cache = new AnswerCache(1_000, new SimpleMeterRegistry());
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void shouldComputeAnAnswerOnce() {
        assertThat(cache.get("key", this::compute)).containsExactly(1);
        assertThat(cache.get("key", this::compute)).containsExactly(1);
    }

    @Test
    void shouldKeepNothingWithoutRoom() {
        AnswerCache off = new AnswerCache(0, new SimpleMeterRegistry());

        assertThat(off.get("key", this::compute)).containsExactly(1);
        assertThat(off.get("key", this::compute)).containsExactly(2);
    }

    @Test
    void shouldLetNoAnswerWaitForAnotherOne() throws InterruptedException {
        CountDownLatch computing = new CountDownLatch(1);
        CompletableFuture<byte[]> slow = new CompletableFuture<>();
        // the hash code of both keys is the same
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> cache.get("Aa", () -> {
            computing.countDown();
            return slow.join();
        }), THREADS);
        computing.await();

        assertThat(CompletableFuture.supplyAsync(() -> cache.get("BB", this::compute), THREADS)).succeedsWithin(PATIENCE);

        slow.complete(new byte[] { 7 });
        assertThat(first).succeedsWithin(PATIENCE).isEqualTo(new byte[] { 7 });
    }

    @Test
    void shouldComputeAgainAfterAFailure() throws InterruptedException {
        CountDownLatch computing = new CountDownLatch(1);
        CompletableFuture<byte[]> failing = new CompletableFuture<>();
        CompletableFuture<byte[]> first = CompletableFuture.supplyAsync(() -> cache.get("key", () -> {
            computing.countDown();
            return failing.join();
        }), THREADS);
        computing.await();
        CompletableFuture<byte[]> second = CompletableFuture.supplyAsync(() -> cache.get("key", this::compute), THREADS);

        failing.completeExceptionally(new IllegalStateException("its client has left"));

        assertThatThrownBy(first::join).hasRootCauseMessage("its client has left");
        assertThat(second).succeedsWithin(PATIENCE).isEqualTo(new byte[] { 1 });
    }

    private byte[] compute() {
        return new byte[] { (byte) computed.incrementAndGet() };
    }
}
