package dev.tavilypipeline.kit.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.smallrye.mutiny.Uni;

class LatestResponseTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch outage = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();
    private final LatestResponse response = new LatestResponse("store", Uni.createFrom().item(this::check), threads);
    private volatile boolean away;

    private HealthCheckResponse check() {
        runs.incrementAndGet();
        if (away) {
            try {
                outage.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return HealthCheckResponse.up("store");
    }

    @AfterEach
    void stop() {
        outage.countDown();
        threads.shutdownNow();
    }

    @Test
    void shouldAnswerAsTheCheckDoes() {
        assertThat(get().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(get().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(runs).hasValue(2);
    }

    @Test
    void shouldAnswerAsBeforeWhileTheCheckIsSlowAndDownWhenItDoesNotEnd() {
        get();
        away = true;

        assertThat(get().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        await().atMost(LatestResponse.MAX_DURATION.plusSeconds(5))
                .until(() -> get().getStatus() == HealthCheckResponse.Status.DOWN);
        assertThat(get().getData().orElseThrow().get("reason").toString()).startsWith("the check has not ended for ");
        assertThat(runs).hasValue(2);

        outage.countDown();
        await().until(() -> get().getStatus() == HealthCheckResponse.Status.UP);
    }

    @Test
    void shouldBeDownBeforeTheFirstResponse() {
        away = true;

        assertThat(get().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    private HealthCheckResponse get() {
        long start = System.nanoTime();
        HealthCheckResponse answer = response.get().await().atMost(Duration.ofSeconds(5));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        return answer;
    }
}
