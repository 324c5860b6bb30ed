package dev.tavilypipeline.analytics.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Which objects the warehouse has, by key and ETag. Every statement is restricted to the hours of the objects that it is about,
 * so that its cost does not grow with the number of objects that were ever loaded.
 */
final class LoadedObjects {

    private final DuckDBConnection connection;

    LoadedObjects(DuckDBConnection connection) {
        this.connection = connection;
    }

    /**
     * The ETags of objects which the warehouse has, by key: of these objects and perhaps of others.
     *
     * @param failedSince leaves out objects that could not be read completely before that, so that they are tried again
     */
    Map<String, String> etags(List<LakeObject> objects, Instant failedSince) throws SQLException {
        String query = """
                SELECT object_key, etag FROM loaded_objects
                WHERE load_hour BETWEEN ? AND ? AND object_key BETWEEN ? AND ?
                  AND object_key NOT IN (SELECT object_key FROM failed_objects WHERE tried_at < ?)""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bindHours(statement, objects.stream().mapToLong(LakeObject::loadHour));
            statement.setString(3, objects.stream().map(LakeObject::key).min(Comparator.naturalOrder()).orElseThrow());
            statement.setString(4, objects.stream().map(LakeObject::key).max(Comparator.naturalOrder()).orElseThrow());
            statement.setObject(5, utc(failedSince));
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, String> etags = new HashMap<>();
                while (rows.next()) {
                    etags.put(rows.getString(1), rows.getString(2));
                }
                return etags;
            }
        }
    }

    /** How many objects of the table it has, by hour. */
    Map<Long, Long> countByHour(LakeTable table, String fromHour) throws SQLException {
        String query = """
                SELECT load_hour, COUNT(*) FROM loaded_objects
                WHERE load_hour >= ? AND STARTS_WITH(object_key, ?) GROUP BY load_hour""";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, Hours.number(fromHour));
            statement.setString(2, table.folder() + "/");
            try (ResultSet rows = statement.executeQuery()) {
                Map<Long, Long> counts = new HashMap<>();
                while (rows.next()) {
                    counts.put(rows.getLong(1), rows.getLong(2));
                }
                return counts;
            }
        }
    }

    /** Within the transaction that merges their rows. */
    void remember(List<ObjectLoadResult> results, Instant now) throws SQLException {
        if (results.isEmpty()) {
            return;
        }
        forget(results);
        try (DuckDBAppender loaded = connection.createAppender("loaded_objects");
                DuckDBAppender failed = connection.createAppender("failed_objects")) {
            for (ObjectLoadResult result : results) {
                LakeObject object = result.object();
                loaded.beginRow().append(object.loadHour()).append(object.key()).append(object.etag()).append(result.rows())
                        .endRow();
                if (!result.isComplete()) {
                    failed.beginRow().append(object.key()).append(utc(now)).append(result.failure()).endRow();
                }
            }
        }
        updateState(results);
    }

    /** Objects that were replaced, or failed before. */
    private void forget(List<ObjectLoadResult> results) throws SQLException {
        Object[] keys = results.stream().map(result -> result.object().key()).toArray();
        try (PreparedStatement delete = connection.prepareStatement("""
                DELETE FROM loaded_objects
                WHERE load_hour BETWEEN ? AND ? AND object_key IN (SELECT UNNEST(?))""")) {
            bindHours(delete, results.stream().mapToLong(result -> result.object().loadHour()));
            delete.setArray(3, connection.createArrayOf("VARCHAR", keys));
            delete.execute();
        }
        try (PreparedStatement delete = connection
                .prepareStatement("DELETE FROM failed_objects WHERE object_key IN (SELECT UNNEST(?))")) {
            delete.setArray(1, connection.createArrayOf("VARCHAR", keys));
            delete.execute();
        }
    }

    private void updateState(List<ObjectLoadResult> results) throws SQLException {
        Instant newest = results.stream().map(ObjectLoadResult::newestEmittedAt).filter(Objects::nonNull)
                .max(Comparator.naturalOrder()).orElse(null);
        try (PreparedStatement update = connection.prepareStatement("""
                UPDATE load_state
                SET version = version + 1, newest_emitted_at = GREATEST(newest_emitted_at, CAST(? AS DATETIME))""")) {
            update.setObject(1, utc(newest));
            update.execute();
        }
    }

    private static void bindHours(PreparedStatement statement, LongStream hours) throws SQLException {
        LongSummaryStatistics range = hours.summaryStatistics();
        statement.setLong(1, range.getMin());
        statement.setLong(2, range.getMax());
    }

    private static LocalDateTime utc(Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
