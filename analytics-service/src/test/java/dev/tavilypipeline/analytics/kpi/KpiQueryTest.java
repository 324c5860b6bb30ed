package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tavilypipeline.analytics.warehouse.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.SqlScript;

class KpiQueryTest {

    private static final String HEADER = """
            -- Question: How many?
            -- Parameters: from, to
            -- Columns: name | unit | better | title, and below it what exactly it is
            --   n | runs | up | Number
            --     all of them,
            --     each once
            """;

    @TempDir
    private Path dir;

    @Test
    void shouldTurnNamesIntoQuestionMarksInOrderAndLeaveLiteralsAlone() {
        KpiQuery query = KpiQuery.of("x",
                new SqlScript(HEADER + "SELECT ':from', a FROM t WHERE b > :from AND c < :to AND d = :from"));

        assertThat(query.sql()).isEqualTo("SELECT ':from', a FROM t WHERE b > ? AND c < ? AND d = ?");
        assertThat(query.binds()).containsExactly("from", "to", "from");
    }

    @Test
    void shouldReadTheHeader() {
        assertThat(KpiHeader.parse(HEADER + "SELECT 1")).isEqualTo(new KpiHeader("How many?", List.of("from", "to"),
                List.of(new KpiColumn("n", "runs", "up", "Number", "all of them, each once"))));
    }

    @Test
    void shouldRefuseAHeaderThatDoesNotSayWhatIsAsked() {
        assertThatThrownBy(() -> KpiHeader.parse("SELECT 1")).hasMessageContaining("-- Question: ");
    }

    @ParameterizedTest
    @MethodSource("packaged")
    void shouldBeDescribedAsItIs(KpiQuery query) {
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(dir.resolve("w.duckdb"), "64MB", 1)) {
            // a query over no rows shows its columns only if it is made to answer with one
            String oneRow = "SELECT q.* FROM (SELECT 1) AS one LEFT JOIN (" + query.sql() + ") AS q ON TRUE LIMIT 1";
            Map<String, String> values = Map.of("from", "2026-01-01 00:00:00", "to", "2026-01-02 00:00:00", "simulated",
                    "true");
            List<Map<String, Object>> rows = warehouse.read(snapshot -> snapshot.query(oneRow,
                    query.binds().stream().map(values::get).toList()));

            assertThat(rows.get(0).keySet()).containsExactlyElementsOf(
                    query.header().columns().stream().map(KpiColumn::name).toList());
            assertThat(new HashSet<>(query.binds())).isEqualTo(new HashSet<>(query.header().parameters()));
            assertThat(query.header().columns()).allSatisfy(column -> assertThat(column.definition()).isNotEmpty());
        }
    }

    static Stream<KpiQuery> packaged() {
        return Stream.concat(KpiQueries.packaged().byName().values().stream(), Stream.of(DeliveredRun.QUERY));
    }
}
