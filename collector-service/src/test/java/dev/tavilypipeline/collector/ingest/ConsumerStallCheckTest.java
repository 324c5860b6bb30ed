package dev.tavilypipeline.collector.ingest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.quarkus.runtime.StartupEvent;

class ConsumerStallCheckTest {

    @Test
    void shouldRefuseATimeThatIsAlwaysOver() {
        ConsumerStallCheck check = new ConsumerStallCheck(null, () -> Duration.ZERO);

        assertThatThrownBy(() -> check.check(new StartupEvent())).isInstanceOf(SettingRefusedException.class)
                .hasMessageContaining("PIPELINE_STALL_AFTER=PT0S cannot work");
    }
}
