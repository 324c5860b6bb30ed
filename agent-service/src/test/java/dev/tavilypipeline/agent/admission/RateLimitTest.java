package dev.tavilypipeline.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.agent.call.RunControl;
import dev.tavilypipeline.agent.call.RunControl.StopReason;
import dev.tavilypipeline.agent.call.TestTimeSource;
import io.github.bucket4j.Bandwidth;
import io.smallrye.mutiny.Uni;

class RateLimitTest {

    private static final int PER_MINUTE = 600;
    private static final int AT_ONCE = PER_MINUTE / 10;
    private static final int WAITING = 200;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final RateLimit limit = new RateLimit(OptionalInt.of(PER_MINUTE), timer);

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({ "6, 1", "6, 12", "100, 1", "100, 7", "1000, 12" })
    void shouldAllowAllReplicasTogetherTheLimit(int perMinute, int replicas) {
        Bandwidth share = RateLimit.bandwidth(OptionalInt.of(perMinute), 1.0 / replicas);

        double minutes = share.getRefillPeriodNanos() / (double) Duration.ofMinutes(1).toNanos();
        assertThat(replicas * share.getRefillTokens() / minutes).isCloseTo(perMinute, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({ "6, 1, 2", "6, 12, 1", "100, 1, 10", "100, 10, 2" })
    void shouldAllowATenthOfAMinuteAtOnceAndTheSearchesOfARun(int perMinute, int replicas, int burst) {
        assertThat(RateLimit.bandwidth(OptionalInt.of(perMinute), 1.0 / replicas).getCapacity()).isEqualTo(burst);
    }

    @Test
    void shouldGiveTheOthersWhatARunWaitedForThatStops() {
        useUpTheBurst();
        List<RunControl> runs = Stream.generate(() -> run(Duration.ofMinutes(10))).limit(WAITING).toList();
        assertThat(runs.stream().map(run -> limit.acquire(run).subscribeAsCompletionStage())).anyMatch(end -> !end.isDone());

        runs.forEach(run -> run.stop(StopReason.CANCELLED));

        assertThat(limit.acquire(run(Duration.ofMinutes(10))).subscribeAsCompletionStage())
                .succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void shouldReserveNothingForARunWhoseDeadlineComesFirst() {
        useUpTheBurst();
        assertThat(Stream.generate(() -> run(Duration.ofMillis(1))).limit(WAITING)
                .map(run -> limit.acquire(run).subscribeAsCompletionStage())).anyMatch(end -> !end.isDone());

        assertThat(limit.acquire(run(Duration.ofMinutes(10))).subscribeAsCompletionStage())
                .succeedsWithin(Duration.ofSeconds(5));
    }

    private void useUpTheBurst() {
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(limit.acquire(run(Duration.ofMinutes(10))).subscribeAsCompletionStage()).isDone();
        }
    }

    private static RunControl run(Duration deadline) {
        return new RunControl(0, deadline, Optional.empty(), new TestTimeSource().source(),
                delay -> Uni.createFrom().nothing());
    }
}
