package dev.tavilypipeline.analytics.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** One state of the warehouse, however many queries are asked of it and whatever is loaded meanwhile. */
public final class Snapshot {

    private final Connection connection;

    Snapshot(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param values for the question marks, each as text that the SQL casts, which is what all drivers understand alike
     * @return a map a row, by column label in lower case and in the query's order; a time is an {@link Instant}
     */
    public List<Map<String, Object>> query(String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<Map<String, Object>> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row(rows));
                }
                return all;
            }
        }
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(rows, i));
        }
        return row;
    }

    private static Object value(ResultSet rows, int column) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof java.sql.Timestamp) {
            // the columns are UTC without a zone; a driver left alone takes them for the JVM's local time
            return rows.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT)).toInstant();
        }
        return value;
    }
}
