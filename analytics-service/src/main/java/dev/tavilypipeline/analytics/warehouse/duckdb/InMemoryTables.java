package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.JdbcRows;

/** The warehouse's tables in a database in memory, which ends when it is closed. One thread uses it at a time. */
public final class InMemoryTables implements AutoCloseable {

    private final DuckDBConnection connection;

    private InMemoryTables(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** @param memory how much they may take, such as {@code 128MB}; a statement that would need more fails */
    public static InMemoryTables create(String memory, int threads) throws SQLException {
        InMemoryTables tables = new InMemoryTables(DuckDbFile.connect("jdbc:duckdb:", memory, threads));
        NativeLibraryCleanup.remove();
        try {
            Schema.packaged().apply(tables.connection);
            return tables;
        } catch (SQLException e) {
            tables.close();
            throw e;
        }
    }

    public Columns columns(String table) throws SQLException {
        return Columns.of(connection, table);
    }

    public DuckDBAppender appender(String table) throws SQLException {
        return connection.createAppender("memory", "main", table);
    }

    public List<Map<String, Object>> query(BoundQuery query, Duration limit) throws SQLException {
        return JdbcRows.query(connection, query, limit);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Whether DuckDB needed more memory, or more temporary files, than it may use. */
    public static boolean isOutOfMemory(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("Out of Memory");
    }
}
