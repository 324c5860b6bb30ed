package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.agent.call.Outcome.Failure;
import dev.tavilypipeline.contract.ErrorType;

class RetryPolicyTest {

    /** Jitter in the middle: the pause is what it would be without. */
    private static final RandomGenerator HALF = new RandomGenerator() {
        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public double nextDouble() {
            return 0.5;
        }
    };

    private final RetryPolicy policy = new RetryPolicy(HALF);

    @ParameterizedTest
    @ValueSource(strings = { "timeout", "connection", "http_5xx" })
    void shouldAttemptATransientFailureThreeTimes(String errorType) {
        Failure<?> failure = Failure.because(errorType, "");

        assertThat(policy.retryDelay(failure, 1)).contains(Duration.ofMillis(250));
        assertThat(policy.retryDelay(failure, 2)).contains(Duration.ofMillis(500));
        assertThat(policy.retryDelay(failure, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http_400", "http_401", "http_403", "http_432", "http_433", "refused", "invalid_response",
            "insufficient_quota" })
    void shouldNotRepeatWhatFailsTheSameWayEachTime(String errorType) {
        assertThat(policy.retryDelay(Failure.because(errorType, ""), 1)).isEmpty();
    }

    @Test
    void shouldRepeatAtOnceARequestThatChanges() {
        Failure<?> failure = new Failure<>(ErrorType.http(400), "", null, true);

        assertThat(policy.retryDelay(failure, 1)).contains(Duration.ZERO);
    }

    @Test
    void shouldRepeatARateLimitedCallWithoutEnd() {
        Failure<?> failure = Failure.because(ErrorType.http(429), "");

        assertThat(policy.retryDelay(failure, 1)).contains(Duration.ofMillis(250));
        assertThat(policy.retryDelay(failure, 100)).contains(Duration.ofSeconds(30));
    }

    @Test
    void shouldWaitAsLongAsTheProviderAsks() {
        Failure<?> failure = new Failure<>(ErrorType.http(429), "", Duration.ofSeconds(7), false);

        assertThat(policy.retryDelay(failure, 1)).contains(Duration.ofMillis(7_250));
    }

    @Test
    void shouldSpreadPausesByHalf() {
        RetryPolicy random = new RetryPolicy(RandomGenerator.of("SplittableRandom"));
        Failure<?> failure = Failure.because(ErrorType.TIMEOUT, "");

        for (int i = 0; i < 100; i++) {
            assertThat(random.retryDelay(failure, 1).orElseThrow()).isBetween(Duration.ofMillis(125), Duration.ofMillis(375));
        }
    }
}
