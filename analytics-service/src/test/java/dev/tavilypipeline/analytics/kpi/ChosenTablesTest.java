package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.kit.http.ProblemException;

class ChosenTablesTest {

    private record Row(String name) {
    }

    private static final KpiTable<Row> FIGURES = KpiTable.of("costs", "costs", Row.class);
    private static final KpiTable<Row> OVER_TIME = KpiTable.of("over_time", "costs_over_time", Row.class);
    private static final KpiTable<Row> MODELS = KpiTable.of("by_model", "costs_by_model", Row.class);

    /** The answer asks for its figures twice, for the second window at last. */
    @ParameterizedTest
    @CsvSource({ "json, '', true, true, true", "json, costs, true, false, false", "json, over_time by_model, false, true, true",
            "csv, '', true, false, false", "csv, by_model, false, false, true" })
    void shouldReadTheChosenTables(String format, String named, boolean figures, boolean overTime, boolean models) {
        ChosenTables chosen = chosen(format, named.isEmpty() ? List.of() : List.of(named.split(" ")));
        assertThat(Stream.of(FIGURES, OVER_TIME, MODELS, FIGURES).map(chosen::includes))
                .containsExactly(figures, overTime, models, figures);
        assertThatCode(chosen::requireOffered).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({ "json", "csv" })
    void shouldNameTheTablesThatThereAre(String format) {
        ChosenTables chosen = chosen(format, List.of("luck"));
        Stream.of(FIGURES, OVER_TIME, FIGURES).forEach(table -> assertThat(chosen.includes(table)).isFalse());
        assertThatThrownBy(chosen::requireOffered).isInstanceOf(ProblemException.class)
                .hasMessage("'table' must be one of costs, over_time");
    }

    @Test
    void shouldWriteOneTableAsCsv() {
        assertThatThrownBy(() -> chosen("csv", List.of("costs", "over_time"))).isInstanceOf(ProblemException.class);
    }

    private static ChosenTables chosen(String format, List<String> named) {
        return ChosenTables.of(AnswerFormat.of(Map.of("format", List.of(format), "table", named)));
    }
}
