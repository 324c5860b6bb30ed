package dev.tavilypipeline.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import dev.tavilypipeline.localstack.start.SettingRefusedException;

class LocalStackSettingsTest {

    @Test
    void shouldHaveADefaultForEverything() {
        LocalStackSettings settings = LocalStackSettings.from(Map.of("PIPELINE_KAFKA_PORT", ""));

        assertThat(settings.dataDir()).isEqualTo(Path.of(".pipeline/data"));
        assertThat(settings.kafkaPort()).isEqualTo(9092);
        assertThat(settings.mongoPort()).isEqualTo(27017);
        assertThat(settings.simulatorPort()).isEqualTo(8090);
        assertThat(settings.simulator().latencyMedian()).isEqualTo(Duration.ofMillis(150));
        assertThat(settings.simulator().latencyP99()).isEqualTo(Duration.ofMillis(600));
        assertThat(settings.simulator().failureRates().values()).allMatch(rate -> rate == 0);
    }

    @Test
    void shouldReadTheEnvironment() {
        LocalStackSettings settings = LocalStackSettings
                .from(Map.of("PIPELINE_DATA_DIR", "/data", "PIPELINE_KAFKA_PORT", "19092",
                        "PIPELINE_SIMULATOR_LATENCY_MEDIAN_MS", "10", "PIPELINE_SIMULATOR_LATENCY_P99_MS", "20",
                        "PIPELINE_SIMULATOR_FAIL_429", "0.25", "PIPELINE_SIMULATOR_FAIL_TIMEOUT", "0.5",
                        "PIPELINE_SIMULATOR_SEED", "-7"));

        assertThat(settings.dataDir()).isEqualTo(Path.of("/data"));
        assertThat(settings.kafkaPort()).isEqualTo(19092);
        assertThat(settings.simulator()).isEqualTo(new SimulatorSettings(Duration.ofMillis(10), Duration.ofMillis(20),
                settings.simulator().failureRates(), -7));
        assertThat(settings.simulator().failureRates()).containsEntry(Failure.RATE_LIMITED, 0.25)
                .containsEntry(Failure.TIMEOUT, 0.5);
    }

    @ParameterizedTest
    @CsvSource({ "PIPELINE_KAFKA_PORT,kafka", "PIPELINE_KAFKA_PORT,0", "PIPELINE_MONGODB_PORT,65536",
            "PIPELINE_MONGODB_PORT,9092",
            "PIPELINE_SIMULATOR_LATENCY_MEDIAN_MS,1.5", "PIPELINE_SIMULATOR_LATENCY_MEDIAN_MS,-1",
            "PIPELINE_SIMULATOR_LATENCY_P99_MS,100",
            "PIPELINE_SIMULATOR_FAIL_429,1.5", "PIPELINE_SIMULATOR_FAIL_500,NaN", "PIPELINE_SIMULATOR_SEED,x" })
    void shouldRefuseWhatCannotWorkWithTheSentenceThatMendsIt(String variable, String value) {
        assertThatThrownBy(() -> LocalStackSettings.from(Map.of(variable, value)))
                .isInstanceOf(SettingRefusedException.class)
                .hasMessageMatching("[^\\n]{20,200}\\.")
                .hasMessageContaining(":");
    }

    @Test
    void shouldRefuseMoreFailuresThanRequests() {
        assertThatThrownBy(() -> LocalStackSettings.from(Map.of("PIPELINE_SIMULATOR_FAIL_429", "0.6",
                "PIPELINE_SIMULATOR_FAIL_500", "0.5")))
                .isInstanceOf(SettingRefusedException.class);
    }
}
