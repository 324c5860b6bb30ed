package dev.tavilypipeline.analytics.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

import dev.tavilypipeline.analytics.sql.BoundQuery;

/** Runs a query over JDBC and reads its rows alike on every driver. */
public final class JdbcRows {

    private JdbcRows() {
    }

    /** @param limit after which the statement is cancelled */
    public static List<Map<String, Object>> query(Connection connection, BoundQuery query, Duration limit)
            throws SQLException {
        return query(connection, query, limit, statement -> {
        }, JdbcRows::byJavaTime);
    }

    /**
     * @param preparation sets what the statement needs before it runs
     * @param times how this driver gives a time
     */
    public static List<Map<String, Object>> query(Connection connection, BoundQuery query, Duration limit,
            Preparation preparation, Times times) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            preparation.of(statement);
            return query(statement, query, limit, times);
        }
    }

    /** @param statement was prepared from the SQL of the query */
    public static List<Map<String, Object>> query(PreparedStatement statement, BoundQuery query, Duration limit)
            throws SQLException {
        return query(statement, query, limit, JdbcRows::byJavaTime);
    }

    private static List<Map<String, Object>> query(PreparedStatement statement, BoundQuery query, Duration limit, Times times)
            throws SQLException {
        statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
        for (int i = 0; i < query.values().size(); i++) {
            statement.setString(i + 1, query.values().get(i));
        }
        Cancellation.begin(statement);
        try (ResultSet rows = statement.executeQuery()) {
            List<Map<String, Object>> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row(rows, times));
            }
            return all;
        } finally {
            Cancellation.end();
        }
    }

    /** Reads a column of times, which are UTC without a zone: a driver left alone takes them for the JVM's local time. */
    @FunctionalInterface
    public interface Times {
        Instant read(ResultSet rows, int column) throws SQLException;
    }

    @FunctionalInterface
    public interface Preparation {
        void of(PreparedStatement statement) throws SQLException;
    }

    private static Map<String, Object> row(ResultSet rows, Times times) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(rows, i, times));
        }
        return row;
    }

    private static Object value(ResultSet rows, int column, Times times) throws SQLException {
        Object value = rows.getObject(column);
        if (value instanceof java.sql.Timestamp) {
            return times.read(rows, column);
        }
        // ids are text on every warehouse
        return value instanceof UUID ? value.toString() : value;
    }

    /** For DuckDB, whose driver is wrong by an hour with a calendar when clocks are changed where the JVM runs. */
    private static Instant byJavaTime(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /** For Snowflake, whose driver refuses {@link LocalDateTime}; the pool would take that for the end of the session. */
    public static Instant byCalendar(ResultSet rows, int column) throws SQLException {
        return rows.getTimestamp(column, Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT)).toInstant();
    }
}
