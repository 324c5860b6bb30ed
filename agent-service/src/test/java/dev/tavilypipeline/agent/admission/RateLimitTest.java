package dev.tavilypipeline.agent.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.bucket4j.Bandwidth;

class RateLimitTest {

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
}
