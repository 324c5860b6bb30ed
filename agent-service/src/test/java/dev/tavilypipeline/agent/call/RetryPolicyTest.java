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
    @ValueSource(strings = { "timeout", "connection", "http_429", "http_5xx" })
    void shouldTryThreeTimesWhatMayPass(String errorType) {
        Failure<?> failure = Failure.because(errorType, "");

        assertThat(policy.pauseAfter(failure, 1)).contains(Duration.ofMillis(250));
        assertThat(policy.pauseAfter(failure, 2)).contains(Duration.ofMillis(500));
        assertThat(policy.pauseAfter(failure, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http_400", "http_401", "http_403", "http_432", "http_433", "refused" })
    void shouldNotRepeatWhatWouldOnlyFailAgain(String errorType) {
        assertThat(policy.pauseAfter(Failure.because(errorType, ""), 1)).isEmpty();
    }

    @Test
    void shouldGiveAnUnreadableAnswerASecondChance() {
        Failure<?> failure = Failure.because(ErrorType.INVALID_RESPONSE, "");

        assertThat(policy.pauseAfter(failure, 1)).isPresent();
        assertThat(policy.pauseAfter(failure, 2)).isEmpty();
    }

    @Test
    void shouldWaitAsLongAsTheProviderAsks() {
        Failure<?> failure = new Failure<>(ErrorType.http(429), "", Duration.ofSeconds(7));

        assertThat(policy.pauseAfter(failure, 1)).contains(Duration.ofMillis(7_250));
    }

    @Test
    void shouldGiveUpOnAProviderThatAsksForTooMuchPatience() {
        Failure<?> failure = new Failure<>(ErrorType.http(429), "", Duration.ofMinutes(5));

        assertThat(policy.pauseAfter(failure, 1)).isEmpty();
    }

    @Test
    void shouldSpreadPausesByHalf() {
        RetryPolicy random = new RetryPolicy(RandomGenerator.of("SplittableRandom"));
        Failure<?> failure = Failure.because(ErrorType.TIMEOUT, "");

        for (int i = 0; i < 100; i++) {
            assertThat(random.pauseAfter(failure, 1).orElseThrow()).isBetween(Duration.ofMillis(125), Duration.ofMillis(375));
        }
    }
}
