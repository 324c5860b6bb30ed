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
}
