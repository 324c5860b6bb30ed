package dev.tavilypipeline.analytics.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class NamedQueryTest {

    private static final String HEADER = """
            -- Question: How many?
            -- Columns: name | unit | better | title, and below it what exactly it is
            --   n | runs | up | Number
            --     all of them,
            --     each once
            """;
    private static final SqlScript COMMON = new SqlScript("""
            -- what all share
            r AS (
              SELECT * FROM t
              WHERE b >= :from
                AND c IN (:company) -- if company
            )
            """);

    @Test
    void shouldTurnNamesIntoQuestionMarksInOrderAndLeaveLiteralsAlone() {
        BoundQuery bound = query("SELECT ':from', CAST(a AS DATE)::TEXT FROM r WHERE d < :to")
                .bind(Map.of("from", List.of("1"), "to", List.of("2"), "company", List.<String> of())::get, "day");

        assertThat(bound.sql()).isEqualToNormalizingWhitespace(
                "WITH r AS ( SELECT * FROM t WHERE b >= ? ) SELECT ':from', CAST(a AS DATE)::TEXT FROM r WHERE d < ?");
        assertThat(bound.values()).containsExactly("1", "2");
    }

    @Test
    void shouldKeepALineIfItsParameterIsGivenAndRepeatTheMark() {
        BoundQuery bound = query("SELECT 1 FROM r").bind(
                Map.of("from", List.of("1"), "company", List.of("a", "b"))::get, "day");

        assertThat(bound.sql()).contains("AND c IN (?, ?)").doesNotContain("--");
        assertThat(bound.values()).containsExactly("1", "a", "b");
    }

    @Test
    void shouldChooseBetweenLinesByWhatIsGiven() {
        NamedQuery query = query("""
                SELECT 1 -- if company, step
                SELECT 2 -- unless company, step
                FROM r""");

        assertThat(query.bind(Map.of("from", List.of("1"), "company", List.of("a"), "step", List.<String> of())::get, "day")
                .sql()).contains("SELECT 1").doesNotContain("SELECT 2");
        assertThat(
                query.bind(Map.of("from", List.of("1"), "company", List.<String> of(), "step", List.<String> of())::get, "day")
                        .sql())
                .contains("SELECT 2").doesNotContain("SELECT 1");
    }

    @Test
    void shouldPutItsOwnTablesBehindTheCommonOnes() {
        assertThat(query("WITH x AS (SELECT 1)\nSELECT * FROM x").bind(
                Map.of("from", List.of("1"), "company", List.<String> of())::get, "day").sql())
                .isEqualToNormalizingWhitespace("WITH r AS ( SELECT * FROM t WHERE b >= ? ) , x AS (SELECT 1) SELECT * FROM x");
    }

    @Test
    void shouldWriteSegmentsAsRowsAndTheGranularityAsAUnit() {
        BoundQuery bound = query("SELECT DATE_TRUNC('{granularity}', a) FROM (VALUES :segments) AS v(a, b, c, d)").bind(
                Map.of("from", List.of("0"), "company", List.<String> of(), "segments",
                        List.of("1", "2", "3", "4", "5", "6", "7", "8"))::get,
                "week");

        assertThat(bound.sql()).contains("DATE_TRUNC('week', a)").contains("(VALUES (?, ?, ?, ?), (?, ?, ?, ?))");
        assertThat(bound.values()).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void shouldRefuseToRunWithoutANeededParameter() {
        NamedQuery query = query("SELECT :top FROM r");

        assertThatThrownBy(() -> query.bind(parameter -> List.of(), "day")).hasMessageContaining("needs parameter from");
    }

    @Test
    void shouldReadTheHeader() {
        assertThat(QueryHeader.parse(HEADER + "SELECT 1")).isEqualTo(new QueryHeader("How many?",
                List.of(new QueryColumn("n", "runs", "up", "Number", "all of them, each once"))));
    }

    @Test
    void shouldRefuseAHeaderThatDoesNotSayWhatIsAsked() {
        assertThatThrownBy(() -> QueryHeader.parse("SELECT 1")).hasMessageContaining("-- Question: ");
    }

    private static NamedQuery query(String sql) {
        return NamedQuery.of("x", new SqlScript(HEADER + sql), COMMON);
    }
}
