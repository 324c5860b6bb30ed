package dev.tavilypipeline.analytics.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of a table in its own order, as the warehouse's schema has them: the one place where they are declared. */
record Columns(List<Column> all, Map<String, Integer> places) {

    static Columns of(Connection connection, LakeTable table) throws SQLException {
        String query = """
                SELECT column_name, data_type, is_nullable FROM duckdb_columns()
                WHERE table_name = ? AND NOT internal AND database_name = current_database() ORDER BY column_index""";
        List<Column> all = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, table.table());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(new Column(rows.getString(1), ColumnType.of(rows.getString(2)), !rows.getBoolean(3)));
                }
            }
        }
        return of(all);
    }

    static Columns of(List<Column> all) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            places.put(all.get(i).name(), i);
        }
        return new Columns(List.copyOf(all), Map.copyOf(places));
    }

    /** Such as {@code s.run_id, s.status, …} for the prefix {@code s.}. */
    String names(String prefix) {
        return all.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    record Column(String name, ColumnType type, boolean required) {
    }
}
