package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;

import org.duckdb.DuckDBConnection;

/**
 * Loads rows in two parts. Both have one connection for themselves, and make their own transactions.
 *
 * @param <S> what the first part hands to the second
 */
public interface LoadWork<S, R> {

    /** Changes temporary tables only, which the connection alone has. Runs beside other work. */
    S stage(DuckDBConnection loader) throws SQLException;

    /** No other work changes rows meanwhile. */
    R merge(DuckDBConnection loader, S staged) throws SQLException;
}
