package dev.tavilypipeline.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ConsumerTimeoutsTest {

    private final ConsumerTimeouts patient = new ConsumerTimeouts();

    @Test
    void shouldLetAConsumerWaitForADay() {
        assertThat(customized(Map.of("group.id", "g"))).containsEntry("default.api.timeout.ms", "86400000");
    }

    @Test
    void shouldKeepWhatAChannelSetsItself() {
        assertThat(customized(Map.of("group.id", "g", "default.api.timeout.ms", "5000")))
                .containsEntry("default.api.timeout.ms", "5000");
    }

    @Test
    void shouldLeaveProducersAlone() {
        assertThat(customized(Map.of("acks", "all"))).containsOnlyKeys("acks");
    }

    private Map<String, Object> customized(Map<String, Object> clientConfig) {
        return patient.customize("a-channel", null, new HashMap<>(clientConfig));
    }
}
