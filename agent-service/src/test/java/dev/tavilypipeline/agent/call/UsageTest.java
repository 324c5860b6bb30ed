package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void shouldNotCountLessThanNothing() {
        assertThat(new Usage(new BigDecimal("-0.5"), -2, -3, -4)).isEqualTo(Usage.UNKNOWN);
        assertThat(new Usage(BigDecimal.ONE, 0, null, 4)).extracting(Usage::inputTokens).isEqualTo(0);
    }

    @Test
    void shouldNotCountMoreCachedTokensThanThereAre() {
        assertThat(new Usage(null, 100, 1_500, 15)).isEqualTo(new Usage(null, 100, null, 15));
    }
}
