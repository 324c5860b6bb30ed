package dev.tavilypipeline.kit.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveTimeTest {

    @Test
    void shouldLetThroughWhatIsAboveZero() {
        assertThat(PositiveTime.require("PIPELINE_X", Duration.ofMillis(1), "1s")).isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-1S", "PT0.000999999S" })
    void shouldRefuseWhatIsNotWithTheSentenceThatMendsIt(Duration given) {
        assertThatThrownBy(() -> PositiveTime.require("PIPELINE_X", given, "15m"))
                .isInstanceOf(SettingRefusedException.class)
                .hasMessage("PIPELINE_X=" + given + " cannot work: give a time above zero, such as 15m");
    }
}
