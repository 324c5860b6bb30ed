package dev.tavilypipeline.analytics.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.analytics.sql.NamedQuery;

class InlinedSelectionsTest {

    private static final Pattern INLINED = Pattern.compile("(\\w+) AS NOT MATERIALIZED");

    @Test
    void shouldReadTablesAgainWhereNothingElseIsLookedAt() {
        assertThat(inlined("", "costs_repeated_queries")).containsExactly("calls_in_window", "run_costs", "runs_in_window",
                "steps_in_window");
    }

    /** What is left out looks into another table, or has what is computed from one. */
    @ParameterizedTest
    @CsvSource({ "status, run_costs runs_in_window", "provider, calls_in_window selected_runs",
            "step, selected_runs", "repriced, runs_in_window steps_in_window" })
    void shouldKeepRowsThatAreNotCheapToFindAgain(String parameter, String expected) {
        assertThat(inlined(parameter, "costs_repeated_queries")).containsExactly(expected.split(" "));
    }

    @Test
    void shouldLeaveWhatAQueryComputesForItselfAlone() {
        String own = "WITH totals AS (\n  SELECT COUNT(*) FROM runs_in_window\n)\nSELECT * FROM totals";

        assertThat(InlinedSelections.in(own)).isEqualTo(own);
    }

    private static Set<String> inlined(String parameter, String query) {
        String sql = NamedQuery.packaged(query)
                .bind(name -> Set.of("company", "industry", "status", "step", "provider", "repriced").contains(name)
                        ? name.equals(parameter) ? List.of("a") : List.of()
                        : name.equals("segments") ? List.of("a", "b", "c", "d") : List.of("a"), "day")
                .sql();
        Set<String> names = new TreeSet<>();
        INLINED.matcher(InlinedSelections.in(sql)).results().forEach(found -> names.add(found.group(1)));
        return names;
    }
}
