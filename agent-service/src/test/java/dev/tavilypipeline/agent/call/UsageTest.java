package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void shouldNotCountLessThanNothing() {
        assertThat(new Usage(-1, -2, -3, -4)).isEqualTo(Usage.UNKNOWN);
        assertThat(new Usage(1, 0, null, 4)).isEqualTo(new Usage(1, 0, null, 4)).extracting(Usage::inputTokens).isEqualTo(0);
    }
}
