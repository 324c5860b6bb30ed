package dev.tavilypipeline.analytics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.tavilypipeline.analytics.kpi.costs.CostsTables;
import dev.tavilypipeline.analytics.kpi.health.HealthTables;
import dev.tavilypipeline.analytics.kpi.performance.PerformanceTables;
import dev.tavilypipeline.analytics.kpi.usage.UsageTables;
import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.sql.QueryColumn;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.duckdb.TestWarehouses;

/** The header of a query, its columns and the record of its rows say the same. */
class KpiTableTest {

    private static final Map<String, List<String>> PARAMETERS = Map.of("company", List.of("x", "y"), "industry",
            List.of("x", "y"),
            "status", List.of("success", "failed"), "step", List.of("summarize", "search_overview"), "provider",
            List.of("x", "y"), "cost", List.of("repriced"));

    @TempDir
    private Path dir;

    @ParameterizedTest
    @MethodSource("tables")
    void shouldBeDescribedAsItIs(KpiTable<?> table) {
        List<QueryColumn> columns = table.query().header().columns();

        assertThat(columns).extracting(QueryColumn::name).isEqualTo(
                Arrays.stream(table.row().getRecordComponents()).map(RowMapper::columnOf).toList());
        assertThat(columns).allSatisfy(column -> assertThat(column.definition()).isNotEmpty());
        List<String> labels = new ArrayList<>(columns.stream().map(QueryColumn::name).toList());
        if (labels.contains("is_partial")) {
            labels.removeAll(List.of("start", "end", "is_partial"));
            labels.addAll(0, List.of("bucket", "bucket_offset"));
        }
        assertThat(labels(table, Map.of())).isEqualTo(labels);
        PARAMETERS.forEach((name, values) -> assertThat(labels(table, Map.of(name, values))).as(name).isEqualTo(labels));
    }

    private List<String> labels(KpiTable<?> table, Map<String, List<String>> filters) {
        KpiRequest request = new KpiRequestReader(Simulated.TRUE,
                Clock.fixed(Instant.parse("2026-11-22T18:30:00Z"), ZoneOffset.UTC)).read(filters);
        BoundQuery query = table.query().bind(request.parameters(request.window()), "day");
        // a query over no rows shows its columns only if it is made to answer with one
        BoundQuery oneRow = new BoundQuery("labels",
                "SELECT q.* FROM (SELECT 1) AS one LEFT JOIN (" + query.sql() + ") AS q ON TRUE LIMIT 1", query.values());
        try (DuckDbWarehouse warehouse = TestWarehouses.open(dir.resolve("w.duckdb"), "64MB", 1)) {
            return List.copyOf(warehouse.read(request.window(), snapshot -> snapshot.query(oneRow)).get(0).keySet());
        }
    }

    static Stream<KpiTable<?>> tables() {
        return Stream.of(HealthTables.GROUP, PerformanceTables.GROUP, UsageTables.GROUP, CostsTables.GROUP)
                .flatMap(group -> Stream.concat(Stream.of(group.figures()), group.breakdowns().stream()));
    }
}
