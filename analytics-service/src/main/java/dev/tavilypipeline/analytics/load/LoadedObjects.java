package dev.tavilypipeline.analytics.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Which objects the warehouse has, by key and ETag. */
final class LoadedObjects {

    private final DuckDBConnection connection;

    LoadedObjects(DuckDBConnection connection) {
        this.connection = connection;
    }

    /**
     * The ETags of the objects among these which the warehouse has, by key.
     *
     * @param failedSince leaves out objects that could not be read completely before that, so that they are tried again
     */
    Map<String, String> etags(List<LakeObject> objects, Instant failedSince) throws SQLException {
        String query = "SELECT object_key, etag FROM loaded_objects"
                + " WHERE object_key BETWEEN ? AND ? AND (failure IS NULL OR loaded_at >= ?)";
        SortedSet<String> keys = new TreeSet<>(objects.stream().map(LakeObject::key).toList());
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, keys.first());
            statement.setString(2, keys.last());
            statement.setObject(3, utc(failedSince));
            try (ResultSet rows = statement.executeQuery()) {
                Map<String, String> etags = new HashMap<>();
                while (rows.next()) {
                    etags.put(rows.getString(1), rows.getString(2));
                }
                return etags;
            }
        }
    }

    /** Within the transaction that merges their rows. */
    void remember(List<ObjectLoadResult> results, Instant now) throws SQLException {
        forget(results);
        try (DuckDBAppender appender = connection.createAppender("loaded_objects")) {
            for (ObjectLoadResult result : results) {
                appender.beginRow().append(result.object().key()).append(result.object().etag()).append(utc(now))
                        .append(result.rows()).append(utc(result.newestEmittedAt())).append(result.failure()).endRow();
            }
        }
    }

    private void forget(List<ObjectLoadResult> results) throws SQLException {
        try (PreparedStatement delete = connection
                .prepareStatement("DELETE FROM loaded_objects WHERE list_contains(?, object_key)")) {
            delete.setArray(1,
                    connection.createArrayOf("VARCHAR", results.stream().map(result -> result.object().key()).toArray()));
            delete.execute();
        }
    }

    private static LocalDateTime utc(Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
