package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.duckdb.DuckDBConnection;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.JdbcRows;

/**
 * A connection that keeps the statements it has prepared. DuckDB plans a statement twice: when it is prepared, and with its
 * values. Of a query over a day or a week, that is half of the processor time.
 */
final class DuckDbReader implements AutoCloseable {

    /** A query has a text of its own for each combination of filters, granularity and number of values. */
    static final int STATEMENTS = 100;

    private final DuckDBConnection connection;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

    DuckDbReader(DuckDBConnection connection) {
        this.connection = connection;
    }

    DuckDBConnection connection() {
        return connection;
    }

    List<Map<String, Object>> query(BoundQuery query, Duration limit) throws SQLException {
        // one that fails or is cancelled is not used again
        PreparedStatement statement = statements.remove(query.sql());
        if (statement == null) {
            statement = connection.prepareStatement(
                    ReadColumns.in(InlinedSelections.in(DuckDbPercentiles.in(query.sql()))));
        }
        List<Map<String, Object>> rows;
        try {
            rows = JdbcRows.query(statement, query, limit);
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
        keep(query.sql(), statement);
        return rows;
    }

    private void keep(String sql, PreparedStatement statement) throws SQLException {
        statements.put(sql, statement);
        if (statements.size() > STATEMENTS) {
            Iterator<PreparedStatement> leastUsed = statements.values().iterator();
            leastUsed.next().close();
            leastUsed.remove();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } finally {
            connection.close();
        }
    }
}
