package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class BatchSettingsTest {

    private static final long HEAP = 256L << 20;

    private static final BatchPolicy DESTINATION = new BatchPolicy(Duration.ofSeconds(5), 8, 16, 2);

    @Test
    void shouldUseThePolicyOfTheDestinationByDefault() {
        assertThat(BatchSettings.policy(settings(null, null, null, null), DESTINATION, HEAP)).isEqualTo(DESTINATION);
    }

    @Test
    void shouldUseTheSettings() {
        assertThat(BatchSettings.policy(settings(0, 1, 2, 3), DESTINATION, HEAP))
                .isEqualTo(new BatchPolicy(Duration.ZERO, 1, 2, 3));
    }

    @Test
    void shouldRaiseTheBytesInFlightToOneBatch() {
        assertThat(BatchSettings.policy(settings(null, 32, null, null), DESTINATION, HEAP).maxInFlightMib()).isEqualTo(32);
    }

    @Test
    void shouldRefuseMoreInFlightThanTheHeapHolds() {
        assertThatExceptionOfType(SettingRefusedException.class)
                .isThrownBy(() -> BatchSettings.policy(settings(null, null, 154, null), DESTINATION, HEAP))
                .withMessageContaining("it must be at most 153 MiB with a heap of 256 MiB; PIPELINE_JAVA_OPTS=-Xmx…");
        assertThat(BatchSettings.policy(settings(null, null, 153, null), DESTINATION, HEAP).maxInFlightMib()).isEqualTo(153);
    }

    @Test
    void shouldRefuseFewerBytesInFlightThanABatch() {
        assertThatExceptionOfType(SettingRefusedException.class)
                .isThrownBy(() -> BatchSettings.policy(settings(null, 8, 4, null), DESTINATION, HEAP))
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
