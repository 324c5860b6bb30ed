package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What was loaded. It is read from a table of one row and one of a few, so its cost does not grow with the data.
 *
 * @param fileId of the file that holds it
 * @param changes how many times rows were loaded into it
 * @param newestEmittedAt null when nothing was
 * @param unreadable how many objects could not be read completely and are tried again later
 * @param firstUnreadable the key of one of them; null when there is none
 */
record DuckDbState(UUID fileId, long changes, Instant newestEmittedAt, long unreadable, String firstUnreadable) {

    private static final String QUERY = """
            SELECT s.file_id, s.version, s.newest_emitted_at, f.n, f.first_key
            FROM load_state s CROSS JOIN (SELECT COUNT(*) AS n, MIN(object_key) AS first_key FROM failed_objects) f""";

    static DuckDbState of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            LocalDateTime newest = row.getObject(3, LocalDateTime.class);
            return new DuckDbState((UUID) row.getObject(1), row.getLong(2),
                    newest == null ? null : newest.toInstant(ZoneOffset.UTC), row.getLong(4), row.getString(5));
        }
    }

    /** Differs when the data do, also from another file's. */
    String version() {
        return fileId + "-" + changes;
    }

    List<String> warnings(boolean complete) {
        List<String> warnings = new ArrayList<>();
        if (!complete) {
            warnings.add("the lake is still being loaded: runs are missing");
        }
        if (unreadable > 0) {
            warnings.add(
                    unreadable + " object(s) could not be read completely: rows are missing; the first is " + firstUnreadable);
        }
        return warnings;
    }
}
