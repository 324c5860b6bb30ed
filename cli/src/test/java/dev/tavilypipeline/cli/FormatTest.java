package dev.tavilypipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void shouldBreakLinesAtBlanksOnly() {
        assertThat(Format.wrap("one two  three verylongword four", 9)).containsExactly("one two", "three", "verylongword",
                "four");
    }

    @Test
    void shouldCutAColumnThatIsTooNarrow() {
        assertThat(Format.column("Databricks", 5)).isEqualTo("Data…");
        assertThat(Format.column("SAP", 5)).isEqualTo("SAP  ");
    }

    @Test
    void shouldSayDurationsInTheirOwnUnit() {
        assertThat(Format.millis(312.4)).isEqualTo("312 ms");
        assertThat(Format.millis(1250.0)).isEqualTo("1.3 s");
        assertThat(Format.millis(null)).isEqualTo("–");
    }
}
