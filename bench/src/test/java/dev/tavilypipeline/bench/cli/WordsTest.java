package dev.tavilypipeline.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void shouldBreakLinesAtBlanksOnly() {
        assertThat(Words.wrap("one two  three verylongword four", 9)).containsExactly("one two", "three", "verylongword",
                "four");
    }

    @Test
    void shouldCutAColumnThatIsTooNarrow() {
        assertThat(Words.column("Databricks", 5)).isEqualTo("Data…");
        assertThat(Words.column("SAP", 5)).isEqualTo("SAP  ");
    }

    @Test
    void shouldSayDurationsInTheirOwnUnit() {
        assertThat(Words.millis(312.4)).isEqualTo("312 ms");
        assertThat(Words.millis(1250.0)).isEqualTo("1.3 s");
        assertThat(Words.millis(null)).isEqualTo("–");
    }
}
