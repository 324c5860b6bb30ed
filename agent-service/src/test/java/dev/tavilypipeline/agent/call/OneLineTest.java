package dev.tavilypipeline.agent.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void shouldCloseGaps() {
        assertThat(OneLine.of(" a\n\n b\tc\0d ")).isEqualTo("a b c d");
    }

    @Test
    void shouldDropHalfACharacterAndKeepAWholeOne() {
        assertThat(OneLine.of("rocket \uD83D\uDE80 cut \uD83D")).isEqualTo("rocket \uD83D\uDE80 cut");
    }

    @Test
    void shouldCutBetweenCodePoints() {
        assertThat(OneLine.of("ab\uD835\uDC00", 3)).isEqualTo("ab");
        assertThat(OneLine.of("ab\uD835\uDC00", 4)).isEqualTo("ab\uD835\uDC00");
    }
}
