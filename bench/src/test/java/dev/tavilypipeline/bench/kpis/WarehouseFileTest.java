package dev.tavilypipeline.bench.kpis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Service;

class WarehouseFileTest {

    private static final int RUNS = 1_000;
    private static final Instant UNTIL = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir
    private Path dir;

    private WarehouseFile file;

    @BeforeEach
    void makeTables() throws SQLException, IOException {
        file = new WarehouseFile(dir.resolve("warehouse.duckdb"), "128MB");
        String schema = Files.readString(Service.projectRoot().resolve("sql/duckdb/schema.sql")).replaceAll("(?m)^--.*$", "");
        try (DuckDBConnection connection = file.open(); Statement statement = connection.createStatement()) {
            statement.execute(schema);
        }
    }

    @Test
    void shouldFillSliceBySliceAsInOneGo() throws SQLException {
        file.fill(RUNS, UNTIL, 300, new Progress());

        assertThat(number("COUNT(DISTINCT run_id) FROM agent_runs")).isEqualTo(RUNS);
        assertThat(number("COUNT(DISTINCT step_id) FROM run_steps")).isEqualTo(3 * RUNS);
        assertThat(number("COUNT(*) FROM run_steps")).isEqualTo(3 * RUNS);
        assertThat(number("COUNT(DISTINCT call_id) FROM api_calls")).isEqualTo(number("SUM(total_api_calls) FROM agent_runs"));
        assertThat(number("COUNT(*) FROM api_calls")).isEqualTo(number("SUM(total_api_calls) FROM agent_runs"));
        assertThat(number("COUNT(*) FROM agent_runs WHERE requested_at >= TIMESTAMP '2026-11-26 12:00:00'")).isZero();
        assertThat(number("COUNT(*) FROM agent_runs WHERE requested_at < TIMESTAMP '2026-08-28 12:00:00'")).isZero();
    }

    @Test
    void shouldHaveLoadedAMillionObjectsThatTheLoaderDoesNotMiss() throws SQLException {
        file.fill(10, UNTIL, 10, new Progress());

        assertThat(number("COUNT(*) FROM loaded_objects")).isEqualTo(1_000_000);
        for (String folder : Lake.FOLDERS.keySet()) {
            assertThat(number("COUNT(*) FROM loaded_objects WHERE STARTS_WITH(object_key, '" + folder + "/')")).isZero();
        }
    }

    private long number(String query) throws SQLException {
        try (DuckDBConnection connection = file.open();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
