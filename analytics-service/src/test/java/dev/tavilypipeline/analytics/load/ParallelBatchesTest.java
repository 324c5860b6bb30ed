package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class ParallelBatchesTest {

    private final ParallelBatches batches = new ParallelBatches();

    @Test
    void shouldLoadTwoAtOnce() {
        CyclicBarrier both = new CyclicBarrier(2);
        batches.submit(() -> await(both));
        batches.submit(() -> await(both));

        batches.await();
    }

    @Test
    void shouldLoadNoMoreThanTwoAtOnceAndAllOfThem() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger loaded = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            batches.submit(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                loaded.incrementAndGet();
                running.decrementAndGet();
            });
            assertThat(i + 1 - loaded.get()).isLessThanOrEqualTo(ParallelBatches.MAX_BATCHES);
        }
        batches.await();

        assertThat(loaded).hasValue(50);
        assertThat(most.get()).isLessThanOrEqualTo(ParallelBatches.MAX_BATCHES);
    }

    @Test
    void shouldThrowWhatABatchHasThrownWhenTheOthersHaveEnded() {
        CountDownLatch failed = new CountDownLatch(1);
        AtomicInteger loaded = new AtomicInteger();
        batches.submit(() -> {
            failed.countDown();
            throw new IllegalArgumentException("broken");
        });
        batches.submit(() -> {
            await(failed);
            loaded.incrementAndGet();
        });

        assertThatThrownBy(batches::await).isInstanceOf(IllegalArgumentException.class).hasMessage("broken");
        assertThat(loaded).hasValue(1);
    }

    @Test
    void shouldGoOnAfterAFailure() {
        AtomicInteger loaded = new AtomicInteger();
        batches.submit(() -> {
            throw new IllegalArgumentException("broken");
        });
        assertThatThrownBy(batches::await).isInstanceOf(IllegalArgumentException.class);
        batches.submit(loaded::incrementAndGet);
        batches.await();

        assertThat(loaded).hasValue(1);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
