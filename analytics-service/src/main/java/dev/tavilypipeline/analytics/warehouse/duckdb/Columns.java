package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.duckdb.DuckDBAppender;

/** The columns of a table in its own order, as the warehouse's schema has them: the one place where they are declared. */
public record Columns(List<Column> all, Map<String, Integer> places) {

    public static Columns of(Connection connection, String table) throws SQLException {
        String query = """
                SELECT column_name, data_type, is_nullable FROM duckdb_columns()
                WHERE table_name = ? AND NOT internal AND database_name = current_database() ORDER BY column_index""";
        List<Column> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(new Column(rows.getString(1), ColumnType.of(rows.getString(2)), !rows.getBoolean(3)));
                }
            }
        }
        return of(all);
    }

    public static Columns of(List<Column> all) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i).name(), i);
        }
        return new Columns(List.copyOf(all), Map.copyOf(places));
    }

    /** Such as {@code s.run_id, s.status, …} for the prefix {@code s.}. */
    public String names(String prefix) {
        return all.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    /** Appends the values of a row, without its beginning and end. */
    public void append(DuckDBAppender appender, Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null) {
                appender.appendNull();
            } else {
                all.get(i).type().append(appender, row[i]);
            }
        }
    }

    public record Column(String name, ColumnType type, boolean required) {
    }
}
