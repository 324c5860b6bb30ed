package dev.tavilypipeline.collector.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.StartupEvent;

class StallCheckTest {

    @Test
    void shouldRefuseATimeThatIsAlwaysOver() {
        StallCheck check = new StallCheck(null, () -> Duration.ZERO);

        assertThatThrownBy(() -> check.check(new StartupEvent())).isInstanceOf(SettingRefusedException.class)
                .hasMessageContaining("PIPELINE_STALL_AFTER=PT0S cannot work");
    }
}
