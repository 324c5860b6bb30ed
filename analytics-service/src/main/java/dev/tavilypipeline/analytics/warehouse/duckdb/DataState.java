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

/**
 * What was loaded.
 *
 * @param newestEmittedAt null when nothing was
 * @param unreadable how many objects could not be read completely and are tried again later
 * @param firstUnreadable the key of one of them; null when there is none
 */
record DataState(Instant newestEmittedAt, long unreadable, String firstUnreadable) {

    private static final String QUERY = """
            SELECT MAX(newest_emitted_at), COUNT(failure), MIN(CASE WHEN failure IS NOT NULL THEN object_key END)
            FROM loaded_objects""";

    static DataState of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            LocalDateTime newest = row.getObject(1, LocalDateTime.class);
            return new DataState(newest == null ? null : newest.toInstant(ZoneOffset.UTC), row.getLong(2), row.getString(3));
        }
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
