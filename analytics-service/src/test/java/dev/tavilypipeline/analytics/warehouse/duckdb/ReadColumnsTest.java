package dev.tavilypipeline.analytics.warehouse.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadColumnsTest {

    @Test
    void shouldReadTheColumnsThatAQueryNames() {
        String sql = "WITH calls AS (\n  SELECT * FROM api_calls\n  WHERE requested_at >= ?\n)\n"
                + "SELECT provider, SUM(cost_usd) AS c FROM calls GROUP BY provider";

        assertThat(ReadColumns.in(sql)).contains("  SELECT provider, cost_usd, requested_at FROM api_calls\n");
    }

    @Test
    void shouldReadTheColumnsOfEachTable() {
        String sql = "WITH runs AS (\n  SELECT * FROM agent_runs\n  WHERE status = ?\n), steps AS (\n"
                + "  SELECT * FROM run_steps\n  WHERE step_name = ?\n)\nSELECT 1";

        assertThat(ReadColumns.in(sql)).contains("SELECT status FROM agent_runs", "SELECT step_name, status FROM run_steps");
    }

    @Test
    void shouldLeaveOtherSelectionsAlone() {
        String sql = "WITH calls AS (\n  SELECT * FROM repriced_calls\n  WHERE TRUE\n)\nSELECT * FROM calls";

        assertThat(ReadColumns.in(sql)).isEqualTo(sql);
    }
}
