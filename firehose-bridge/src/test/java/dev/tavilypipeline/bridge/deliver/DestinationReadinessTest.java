package dev.tavilypipeline.bridge.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

class DestinationReadinessTest {

    /** A destination whose check blocks while the gate is closed. */
    private static final class GatedDestination implements Destination {

        private final AtomicInteger checks = new AtomicInteger();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile String problem;

        @Override
        public String name() {
            return "gated";
        }

        @Override
        public BatchPolicy batchPolicy() {
            return new BatchPolicy(Duration.ofSeconds(1), 1, 1, 1);
        }

        @Override
        public List<RejectedRow> deliver(List<PartitionRows> batch) {
            return List.of();
        }

        @Override
        public void check() throws IOException, InterruptedException {
            checks.incrementAndGet();
            gate.await();
            if (problem != null) {
                throw new IOException(problem);
            }
        }
    }

    private final GatedDestination destination = new GatedDestination();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final DestinationReadiness readiness = new DestinationReadiness(destination, clock);

    @AfterEach
    void stop() {
        readiness.stop(new ShutdownEvent());
    }

    @Test
    void shouldAnswerAtOnceWhileTheDestinationDoesNot() {
        destination.gate = new CountDownLatch(1);
        readiness.start(new StartupEvent());
        await().until(() -> destination.checks.get() == 1);

        Instant before = Instant.now();
        HealthCheckResponse response = readiness.call();

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(500));
        assertThat(reason(response)).isEqualTo("not checked yet");
        clock.advance(DestinationReadiness.TIMEOUT.plusSeconds(1));
        assertThat(reason(readiness.call())).isEqualTo("it has not answered for 31 s");
    }

    @Test
    void shouldGiveTheReasonOfTheLastCheckUntilItSucceeds() {
        destination.problem = "no bucket";
        readiness.start(new StartupEvent());
        await().untilAsserted(() -> assertThat(reason(readiness.call())).isEqualTo("no bucket"));

        destination.problem = null;

        await().untilAsserted(() -> assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
    }

    private static Object reason(HealthCheckResponse response) {
        return response.getData().orElseThrow().get("reason");
    }
}
