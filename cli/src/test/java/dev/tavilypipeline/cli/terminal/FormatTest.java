package dev.tavilypipeline.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void shouldBreakLinesAtBlanksAndCutLongerWords() {
        assertThat(Format.wrap("one two  three verylongword four", 9)).containsExactly("one two", "three",
                "verylongw", "ord four");
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

    @Test
    void shouldNotCutAnAddress() {
        assertThat(Format.wrap("see https://a.example/a/long/path now", 12)).containsExactly("see",
                "https://a.example/a/long/path", "now");
    }

    @Test
    void shouldCountTwoColumnsForAWideCharacterAndNoneForAnAccent() {
        assertThat(Format.column("東京電力", 6)).isEqualTo("東京… ");
        assertThat(Format.column("Nestle\u0301", 8)).isEqualTo("Nestle\u0301  ");
    }
}
