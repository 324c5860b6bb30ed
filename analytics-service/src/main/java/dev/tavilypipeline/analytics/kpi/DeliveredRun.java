package dev.tavilypipeline.analytics.kpi;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.analytics.warehouse.Snapshot;

/**
 * A run as the warehouse has it.
 *
 * @param steps rows that belong to this revision or a later one, as {@code calls}
 */
record DeliveredRun(String runId, Instant requestedAt, int revision, int projectionVersion, Instant emittedAt, int steps,
        int calls) {

    static final KpiQuery QUERY = KpiQuery.packaged("completeness_runs");

    /** By run_id. */
    static Map<String, DeliveredRun> of(Snapshot snapshot, Window window) throws SQLException {
        List<String> values = QUERY.binds().stream()
                .map(parameter -> parameter.equals("from") ? window.boundFrom() : window.boundTo()).toList();
        Map<String, DeliveredRun> runs = new HashMap<>();
        for (Map<String, Object> row : snapshot.query(QUERY.sql(), values)) {
            DeliveredRun run = new DeliveredRun((String) row.get("run_id"), (Instant) row.get("requested_at"),
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
