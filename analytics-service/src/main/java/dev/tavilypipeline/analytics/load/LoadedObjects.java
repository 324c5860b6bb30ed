package dev.tavilypipeline.analytics.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The warehouse's memory of which objects it has. */
final class LoadedObjects {

    private final Connection connection;

    LoadedObjects(Connection connection) {
        this.connection = connection;
    }

    /** @param setAsideToo whether objects that could not be read count as known, which keeps them from being tried again */
    Set<String> keys(String prefix, boolean setAsideToo) throws SQLException {
        // a slash is followed by a zero in the order of characters: the range holds what begins with the prefix
        String query = "SELECT object_key FROM loaded_objects WHERE object_key >= ? AND object_key < ?"
                + (setAsideToo ? "" : " AND failure IS NULL");
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

    void remember(List<Reading> readings, Instant now) throws SQLException {
        try (PreparedStatement forget = connection
                .prepareStatement("DELETE FROM loaded_objects WHERE failure IS NOT NULL AND object_key = ?");
                PreparedStatement insert = connection.prepareStatement("INSERT INTO loaded_objects VALUES (?, ?, ?, ?, ?)")) {
            for (Reading reading : readings) {
                forget.setString(1, reading.key());
                forget.addBatch();
                insert.setString(1, reading.key());
                insert.setObject(2, utc(now));
                insert.setLong(3, reading.rows());
                insert.setObject(4, utc(reading.newestEmittedAt()));
                insert.setString(5, reading.failure());
                insert.addBatch();
            }
            forget.executeBatch();
            insert.executeBatch();
        }
    }

    private static LocalDateTime utc(Instant time) {
        return time == null ? null : LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
