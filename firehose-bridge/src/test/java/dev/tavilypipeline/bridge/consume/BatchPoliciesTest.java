package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class BatchPoliciesTest {

    private static final BatchPolicy DESTINATION = new BatchPolicy(Duration.ofSeconds(5), 8 << 20, 16 << 20, 2);

    @Test
    void shouldUseThePolicyOfTheDestinationByDefault() {
        assertThat(BatchPolicies.of(settings(null, null, null, null), DESTINATION)).isEqualTo(DESTINATION);
    }

    @Test
    void shouldUseTheSettings() {
        assertThat(BatchPolicies.of(settings(0, 1, 2, 3), DESTINATION))
                .isEqualTo(new BatchPolicy(Duration.ZERO, 1 << 20, 2 << 20, 3));
    }

    @Test
    void shouldRaiseTheBytesInFlightToOneBatch() {
        assertThat(BatchPolicies.of(settings(null, 32, null, null), DESTINATION).maxInFlightBytes()).isEqualTo(32 << 20);
    }

    @Test
    void shouldRefuseFewerBytesInFlightThanABatch() {
        assertThatExceptionOfType(SettingRefusedException.class)
                .isThrownBy(() -> BatchPolicies.of(settings(null, 8, 4, null), DESTINATION))
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
