package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class BatchPoliciesTest {

    private static final BatchPolicy SUITED = new BatchPolicy(Duration.ofSeconds(5), 8 << 20, 16 << 20, 2);

    @Test
    void shouldTakeWhatSuitsTheDestinationWhereNothingIsSaid() {
        assertThat(BatchPolicies.of(settings(null, null, null, null), SUITED)).isEqualTo(SUITED);
    }

    @Test
    void shouldTakeWhatTheSettingsSay() {
        assertThat(BatchPolicies.of(settings(0, 1, 2, 3), SUITED))
                .isEqualTo(new BatchPolicy(Duration.ZERO, 1 << 20, 2 << 20, 3));
    }

    @Test
    void shouldMakeRoomForALargerBatch() {
        assertThat(BatchPolicies.of(settings(null, 32, null, null), SUITED).inHandBytes()).isEqualTo(32 << 20);
    }

    @Test
    void shouldRefuseRoomForLessThanABatch() {
        assertThatExceptionOfType(SettingRefusedException.class)
                .isThrownBy(() -> BatchPolicies.of(settings(null, 8, 4, null), SUITED))
                .withMessageStartingWith("PIPELINE_BRIDGE_IN_HAND_MIB=4 cannot work: it must have room for a batch");
    }

    private static Settings settings(Integer lingerMs, Integer mib, Integer inHandMib, Integer inFlight) {
        return new Settings(optional(lingerMs), optional(mib), optional(inHandMib), optional(inFlight));
    }

    private static OptionalInt optional(Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private record Settings(OptionalInt lingerMs, OptionalInt mib, OptionalInt inHandMib, OptionalInt inFlight)
            implements
                BatchSettings {

        @Override
        public Duration grace() {
            return Duration.ZERO;
        }
    }
}
