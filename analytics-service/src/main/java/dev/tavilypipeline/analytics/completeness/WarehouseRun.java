package dev.tavilypipeline.analytics.completeness;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.sql.NamedQuery;
import dev.tavilypipeline.analytics.warehouse.Snapshot;
import dev.tavilypipeline.analytics.window.Window;

/**
 * A run as the warehouse has it.
 *
 * @param steps rows that belong to this revision or a later one, as {@code calls}
 */
record WarehouseRun(String runId, Instant requestedAt, int revision, int projectionVersion, Instant emittedAt, int steps,
        int calls) {

    static final NamedQuery QUERY = NamedQuery.plain("completeness_runs");

    /**
     * By run_id.
     *
     * @throws TooManyRunsException if the window has more than {@link Ledger#MAX_RUNS}
     */
    static Map<String, WarehouseRun> of(Snapshot snapshot, Window window) throws SQLException {
        BoundQuery query = QUERY.bind(
                parameter -> List.of(parameter.equals("from") ? window.boundFrom() : window.boundTo()), "hour");
        List<Map<String, Object>> rows = snapshot.query(query);
        if (rows.size() > Ledger.MAX_RUNS) {
            throw new TooManyRunsException();
        }
        Map<String, WarehouseRun> runs = new HashMap<>();
        for (Map<String, Object> row : rows) {
            WarehouseRun run = new WarehouseRun((String) row.get("run_id"), (Instant) row.get("requested_at"),
                    number(row, "revision"), number(row, "projection_version"), (Instant) row.get("emitted_at"),
                    number(row, "steps"), number(row, "calls"));
            runs.put(run.runId(), run);
        }
        return runs;
    }

    private static int number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).intValue();
    }
}
