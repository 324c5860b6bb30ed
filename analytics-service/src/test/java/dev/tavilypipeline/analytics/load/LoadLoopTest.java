package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadLoopTest {

    @ParameterizedTest
    @CsvSource({
            "0, 1000",
            "300, 700",
            "899, 101",
            "900, 100",
            "5000, 100"
    })
    void shouldStartAScanOneIntervalAfterTheLastOneStarted(long tookMillis, long expectedMillis) {
        long pause = LoadLoop.pause(Duration.ofSeconds(1), Duration.ofMillis(tookMillis).toNanos());

        assertThat(Duration.ofNanos(pause)).isEqualTo(Duration.ofMillis(expectedMillis));
    }

    @ParameterizedTest
    @CsvSource({
            "false, false, 1",
            "false, true, 1",
            "true, true, 2",
            "true, false, 10"
    })
    void shouldScanSeldomWhereScansCost(boolean fromS3, boolean ownEndpoint, long expectedSeconds) {
        assertThat(LoadLoop.defaultPoll(fromS3, ownEndpoint)).isEqualTo(Duration.ofSeconds(expectedSeconds));
    }
}
