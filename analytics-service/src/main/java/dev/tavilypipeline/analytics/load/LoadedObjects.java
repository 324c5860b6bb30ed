package dev.tavilypipeline.analytics.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The warehouse's memory of which objects it has. */
final class LoadedObjects {

    private final DuckDBConnection connection;

    LoadedObjects(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** @param brokenToo whether objects that could not be read whole count as known, which keeps them from being tried again */
    Set<String> keys(String prefix, boolean brokenToo) throws SQLException {
        // a slash is followed by a zero in the order of characters: the range holds what begins with the prefix
        String query = "SELECT object_key FROM loaded_objects WHERE object_key >= ? AND object_key < ?"
                + (brokenToo ? "" : " AND failure IS NULL");
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, prefix);
            statement.setString(2, prefix.substring(0, prefix.length() - 1) + "0");
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> keys = new HashSet<>();
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
                return keys;
            }
        }
    }

    /** Within the transaction that merges their rows. */
    void remember(List<Reading> readings, Instant now) throws SQLException {
        forgetFailures(readings);
        try (DuckDBAppender appender = connection.createAppender("loaded_objects")) {
            for (Reading reading : readings) {
                appender.beginRow().append(reading.key()).append(utc(now)).append(reading.rows())
                        .append(utc(reading.newestEmittedAt())).append(reading.failure()).endRow();
            }
        }
    }

    private void forgetFailures(List<Reading> readings) throws SQLException {
        try (PreparedStatement delete = connection
                .prepareStatement("DELETE FROM loaded_objects WHERE failure IS NOT NULL AND list_contains(?, object_key)")) {
            delete.setArray(1, connection.createArrayOf("VARCHAR", readings.stream().map(Reading::key).toArray()));
            delete.execute();
        }
    }

    private static LocalDateTime utc(Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
