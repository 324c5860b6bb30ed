package dev.tavilypipeline.analytics.load;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.warehouse.duckdb.Columns;

/**
 * For each key the highest (revision, projection_version, emitted_at) wins, in whatever order rows come. So that DuckDB can
 * skip most stored rows, only those in the range of the new rows are compared, unless a row outside that range might have the
 * same key.
 */
final class Merge {

    private static final String KNOWN_RUNS = "known_runs";
    private static final String RANK = "(%1$s.revision, %1$s.projection_version, %1$s.emitted_at)";

    private final DuckDBConnection writer;
    private final LakeTable table;
    private final Columns columns;
    private final List<UUID> knownRuns;

    /** @param knownRuns those of the staged runs of which the table may have rows */
    Merge(DuckDBConnection writer, LakeTable table, Columns columns, List<UUID> knownRuns) {
        this.writer = writer;
        this.table = table;
        this.columns = columns;
        this.knownRuns = knownRuns;
    }

    void run() throws SQLException {
        Range range = range();
        boolean restricted = range.coversAllRows() && !hasMatchElsewhere(range);
        try (PreparedStatement merge = writer.prepareStatement(statement(restricted))) {
            if (restricted) {
                range.bind(merge);
            }
            merge.execute();
        }
    }

    private Range range() throws SQLException {
        try (PreparedStatement query = writer.prepareStatement("SELECT CAST(MIN(%1$s) AS VARCHAR), CAST(MAX(%1$s) AS VARCHAR), "
                .formatted(table.orderedBy()) + "COUNT(*) - COUNT(" + table.orderedBy() + ") FROM " + Staging.TABLE);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Range(row.getString(1), row.getString(2), row.getLong(3));
        }
    }

    /**
     * A run that is known should have its row in the range. Otherwise it was asked for at another time before, or the filter of
     * known runs is full.
     */
    private boolean hasMatchElsewhere(Range range) throws SQLException {
        if (knownRuns.isEmpty()) {
            return false;
        }
        stageKnownRuns();
        String query = """
                SELECT 1 FROM %1$s AS s WHERE s.run_id IN (SELECT run_id FROM %5$s) AND NOT EXISTS (
                  SELECT 1 FROM %2$s AS t WHERE t.%3$s = s.%3$s AND %4$s) LIMIT 1""".formatted(Staging.TABLE, table.table(),
                table.key(), inRange(), KNOWN_RUNS);
        try (PreparedStatement statement = writer.prepareStatement(query)) {
            range.bind(statement);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private void stageKnownRuns() throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMP TABLE " + KNOWN_RUNS + " (run_id UUID)");
        }
        try (DuckDBAppender appender = writer.createAppender("temp", "main", KNOWN_RUNS)) {
            for (UUID run : knownRuns) {
                appender.beginRow().append(run).endRow();
            }
        }
    }

    private String statement(boolean restricted) {
        String update = columns.all().stream()
                .map(column -> column.name() + " = s." + column.name())
                .collect(Collectors.joining(", "));
        return """
                MERGE INTO %1$s AS t
                USING (
                  SELECT * FROM %2$s
                  QUALIFY ROW_NUMBER() OVER (
                    PARTITION BY %3$s ORDER BY revision DESC, projection_version DESC, emitted_at DESC) = 1
                ) AS s ON t.%3$s = s.%3$s%9$s
                WHEN MATCHED AND %4$s > %5$s THEN UPDATE SET %6$s
                WHEN NOT MATCHED THEN INSERT (%7$s) VALUES (%8$s)""".formatted(table.table(), Staging.TABLE, table.key(),
                RANK.formatted("s"), RANK.formatted("t"), update, columns.names(""), columns.names("s."),
                restricted ? " AND " + inRange() : "");
    }

    private String inRange() {
        String type = table.isOrderedByKey() ? "UUID" : "DATETIME";
        return "t.%1$s BETWEEN CAST(? AS %2$s) AND CAST(? AS %2$s)".formatted(table.orderedBy(), type);
    }

    /** @param rowsWithout how many rows have no value */
    private record Range(String lowest, String highest, long rowsWithout) {

        boolean coversAllRows() {
            return lowest != null && rowsWithout == 0;
        }

        void bind(PreparedStatement statement) throws SQLException {
            statement.setString(1, lowest);
            statement.setString(2, highest);
        }
    }
}
