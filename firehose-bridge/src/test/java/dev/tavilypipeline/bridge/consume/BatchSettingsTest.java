package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class BatchSettingsTest {

    private static final BatchPolicy DESTINATION = new BatchPolicy(Duration.ofSeconds(5), 8, 16, 2);

    @Test
    void shouldUseThePolicyOfTheDestinationByDefault() {
        assertThat(BatchSettings.policy(settings(null, null, null, null), DESTINATION)).isEqualTo(DESTINATION);
    }

    @Test
    void shouldUseTheSettings() {
        assertThat(BatchSettings.policy(settings(0, 1, 2, 3), DESTINATION))
                .isEqualTo(new BatchPolicy(Duration.ZERO, 1, 2, 3));
    }

    @Test
    void shouldRaiseTheBytesInFlightToOneBatch() {
        assertThat(BatchSettings.policy(settings(null, 32, null, null), DESTINATION).maxInFlightMib()).isEqualTo(32);
    }

    @Test
    void shouldRefuseFewerBytesInFlightThanABatch() {
        assertThatExceptionOfType(SettingRefusedException.class)
                .isThrownBy(() -> BatchSettings.policy(settings(null, 8, 4, null), DESTINATION))
                .withMessageStartingWith("PIPELINE_BRIDGE_MAX_IN_FLIGHT_MIB=4 cannot work: it must be at least one batch");
    }

    private static Settings settings(Integer lingerMs, Integer mib, Integer maxInFlightMib, Integer maxInFlightBatches) {
        return new Settings(optional(lingerMs), optional(mib), optional(maxInFlightMib), optional(maxInFlightBatches));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private record Settings(OptionalInt lingerMs, OptionalInt mib, OptionalInt maxInFlightMib, OptionalInt maxInFlightBatches)
            implements
                BatchSettings {

        @Override
        public Duration drainTimeout() {
            return Duration.ZERO;
        }
    }
}
