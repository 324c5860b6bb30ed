package dev.tavilypipeline.analytics.kpi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

    record Figures(long runs, BigDecimal costUsd, Double ratio) {
    }

    record Row(String name, Instant start) {
    }

    record Answer(Figures costs, Figures previous, List<Row> byName) {
    }

    private static final Figures FIGURES = new Figures(3, new BigDecimal("0.00000001"), null);

    @Test
    void shouldWriteALineAWindow() {
        assertThat(csv(new Answer(FIGURES, new Figures(0, BigDecimal.ZERO, 0.5), List.of()), ""))
                .isEqualTo("window,runs,cost_usd,ratio\r\ncurrent,3,0.00000001,\r\nprevious,0,0,0.5\r\n");
        assertThat(csv(new Answer(FIGURES, null, List.of()), "costs")).doesNotContain("previous");
    }

    @Test
    void shouldWriteAHeaderAndALineARow() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(csv(new Answer(FIGURES, null, List.of(new Row("a,\"b\"\n", start), new Row(null, start))), "by_name"))
                .isEqualTo("name,start\r\n\"a,\"\"b\"\"\n\",2026-01-01T00:00:00Z\r\n,2026-01-01T00:00:00Z\r\n");
        assertThat(csv(new Answer(FIGURES, null, List.of()), "by_name")).isEqualTo("name,start\r\n");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = { "=1+1, '=1+1", "+1, '+1", "-1, '-1", "@A1, '@A1", "\" =1\", \"' =1\"",
            "\"\u200B=1\", \"'\u200B=1\"", "\uFF1D1, '\uFF1D1", "1=1, 1=1" })
    void shouldKeepSpreadsheetsFromComputingText(String text, String written) {
        assertThat(csv(new Answer(FIGURES, null, List.of(new Row(text, null))), "by_name"))
                .isEqualTo("name,start\r\n" + written + ",\r\n");
    }

    private static String csv(Answer answer, String table) {
        return new String(Csv.of(answer, table), UTF_8);
    }
}
