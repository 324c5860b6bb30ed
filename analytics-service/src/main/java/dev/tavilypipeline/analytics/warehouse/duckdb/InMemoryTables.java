package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.JdbcRows;

/** The warehouse's tables in a database in memory, which ends when it is closed. One thread uses it at a time. */
public final class InMemoryTables implements AutoCloseable {

    private final DuckDBConnection connection;
    private final QueryLimits limits;

    private InMemoryTables(DuckDBConnection connection, QueryLimits limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** @param limits of a query; its memory is also all that the rows may take: a statement that would need more fails */
    public static InMemoryTables create(QueryLimits limits, int threads) throws SQLException {
        InMemoryTables tables = new InMemoryTables(DuckDbFile.connect("jdbc:duckdb:", limits.memory(), threads), limits);
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

    public List<Map<String, Object>> query(BoundQuery query) throws SQLException {
        return JdbcRows.query(connection, query, limits.time());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
