package dev.tavilypipeline.analytics.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class DuckDbPercentilesTest {

    private static final String THREE = "SELECT g, PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY t.run_ms) AS p50, "
            + "PERCENTILE_CONT(0.99) WITHIN GROUP (ORDER BY t.run_ms) AS p99, "
            + "PERCENTILE_CONT(0.95) WITHIN GROUP (ORDER BY t.run_ms) AS p95 FROM t GROUP BY g ORDER BY g";

    @Test
    void shouldComputeTheSameFromOneList() throws SQLException {
        assertThat(DuckDbPercentiles.in(THREE)).doesNotContain("PERCENTILE_CONT")
                .contains("[0.5, 0.95, 0.99]), 2) / 1000000000 AS p95");
        assertThat(rows(DuckDbPercentiles.in(THREE), 4)).hasSize(3).isEqualTo(rows(THREE, 4));
    }

    @Test
    void shouldLeaveOtherColumnsAlone() {
        String other = "SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY api_calls) FROM t";

        assertThat(DuckDbPercentiles.in(other)).isEqualTo(other);
    }

    @Test
    void shouldSurviveATimeThatHasNoRoomInPicoseconds() throws SQLException {
        String median = DuckDbPercentiles.in("SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY t.run_ms) FROM "
                + "(VALUES (1::DOUBLE), (2.000000001), (1e300)) t(run_ms)");

        assertThat(rows(median, 1)).containsExactly(List.of(2.000000001));
    }

    /** Of the groups, one has gaps and one has nothing but gaps. */
    private static List<List<Object>> rows(String sql, int columns) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t AS SELECT range % 3 AS g, CASE WHEN range % 3 = 2 OR range % 7 = 0 THEN NULL "
                    + "ELSE range * 1.25::DOUBLE END AS run_ms FROM range(1000)");
            List<List<Object>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        row.add(toPicoseconds(found.getObject(column)));
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private static Object toPicoseconds(Object value) {
        return value instanceof Double milliseconds ? Math.round(milliseconds * 1e9) / 1e9 : value;
    }
}
