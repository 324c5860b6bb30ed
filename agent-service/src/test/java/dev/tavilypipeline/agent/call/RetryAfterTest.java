package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldReadSeconds() {
        assertThat(RetryAfter.parse("12", NOW)).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void shouldReadDecimals() {
        assertThat(RetryAfter.parse("1.5", NOW)).isEqualTo(Duration.ofMillis(1_500));
    }

    @Test
    void shouldPreferMilliseconds() {
        assertThat(RetryAfter.of(Map.of("retry-after-ms", "1500", "Retry-After", "2")::get, NOW))
                .isEqualTo(Duration.ofMillis(1_500));
        assertThat(RetryAfter.of(Map.of("retry-after-ms", "soon", "Retry-After", "2")::get, NOW))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void shouldReadADate() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 10:00:05 GMT", NOW)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void shouldNotWaitForADateThatIsPast() {
        assertThat(RetryAfter.parse("Sun, 01 Mar 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "soon", "-3", "99999999999999999999" })
    void shouldIgnoreWhatItCannotRead(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
