package dev.tavilypipeline.analytics.completeness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.duckdb.TestWarehouses;
import dev.tavilypipeline.analytics.window.Window;

class WarehouseRunTest {

    private static final String RUN = "00000000-0000-7000-8000-000000000001";
    private static final String IN_WINDOW = "TIMESTAMP '2026-11-22 10:15:00'";
    private static final String DAYS_BEFORE = "TIMESTAMP '2026-11-12 10:15:00'";
    private static final Window WINDOW = new Window(Instant.parse("2026-11-22T10:00:00Z"),
            Instant.parse("2026-11-22T11:00:00Z"));

    @TempDir
    private Path dir;

    private DuckDbWarehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = TestWarehouses.open(dir.resolve("warehouse.duckdb"), "64MB", 1);
        TestWarehouses.execute(warehouse, """
                INSERT INTO agent_runs BY NAME SELECT '%s' AS run_id, 'success' AS status, 2 AS total_api_calls,
                  %s AS requested_at,
                  3 AS total_steps, 0 AS total_credits, 0 AS total_input_tokens, 0 AS total_output_tokens, 0 AS cost_usd,
                  0 AS source_count, 1 AS attempt, 0 AS missing_facts, TRUE AS simulated, 5 AS revision,
                  3 AS projection_version, %2$s AS emitted_at""".formatted(RUN, IN_WINDOW));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void shouldRefuseMoreRunsThanACheckCompares() {
        TestWarehouses.execute(warehouse, "INSERT INTO agent_runs BY NAME SELECT one.* REPLACE (uuid() AS run_id) "
                + "FROM agent_runs AS one, range(%d) AS many".formatted(Ledger.MAX_RUNS));

        assertThatThrownBy(() -> warehouse.read(WINDOW, snapshot -> WarehouseRun.of(snapshot, WINDOW)))
                .isInstanceOf(TooManyRunsException.class);
    }

    @Test
    void shouldCountTheRowsOfItsRevision() {
        steps(3, 5, IN_WINDOW);
        calls(2, 5, IN_WINDOW);

        assertCounts(3, 2);
    }

    @Test
    void shouldCountNoRowsOfAnOlderRevision() {
        steps(2, 5, IN_WINDOW);
        steps(1, 4, IN_WINDOW);
        calls(2, 4, DAYS_BEFORE);

        assertCounts(2, 0);
    }

    @Test
    void shouldCountRowsOfALaterRevisionThatSaysItWasAskedForDaysBefore() {
        steps(3, 6, DAYS_BEFORE);
        calls(1, 6, DAYS_BEFORE);
        calls(1, 5, IN_WINDOW);

        assertCounts(3, 2);
    }

    @Test
    void shouldCountRowsThatDoNotSayWhenItWasAskedFor() {
        steps(3, 5, "NULL");
        calls(2, 5, "NULL");

        assertCounts(3, 2);
    }

    @Test
    void shouldHaveARunWithoutRows() {
        assertCounts(0, 0);
    }

    private void assertCounts(int steps, int calls) {
        Map<String, WarehouseRun> runs = warehouse.read(WINDOW, snapshot -> WarehouseRun.of(snapshot, WINDOW));
        assertThat(runs).containsOnlyKeys(RUN);
        assertThat(runs.get(RUN).steps()).isEqualTo(steps);
        assertThat(runs.get(RUN).calls()).isEqualTo(calls);
    }

    private void steps(int count, int revision, String requestedAt) {
        TestWarehouses.execute(warehouse, """
                INSERT INTO run_steps BY NAME SELECT '%1$s:' || i AS step_id, '%1$s' AS run_id, 'summarize' AS step_name,
                  'success' AS status, %4$s AS requested_at, TRUE AS simulated, %3$d AS revision, 3 AS projection_version,
                  now() AS emitted_at FROM RANGE(%2$d) t(i)""".formatted(RUN, count, revision, requestedAt));
    }

    private void calls(int count, int revision, String requestedAt) {
        TestWarehouses.execute(warehouse, """
                INSERT INTO api_calls BY NAME SELECT UUID() AS call_id, '%1$s' AS run_id, 'q' AS query_used, 1 AS latency_ms,
                  now() AS called_at, '%1$s:summarize' AS step_id, UUID() AS execution_id, 'openai' AS provider,
                  'chat' AS operation, 'success' AS status, 1 AS attempt, FALSE AS cache_hit, %4$s AS requested_at,
                  TRUE AS simulated, %3$d AS revision, 3 AS projection_version, now() AS emitted_at
                FROM RANGE(%2$d) t(i)""".formatted(RUN, count, revision, requestedAt));
    }
}
