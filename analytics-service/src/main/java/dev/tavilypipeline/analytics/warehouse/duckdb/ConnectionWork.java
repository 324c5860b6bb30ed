package dev.tavilypipeline.analytics.warehouse.duckdb;

import java.sql.SQLException;

import org.duckdb.DuckDBConnection;

/** Work that has a connection for itself. */
@FunctionalInterface
public interface ConnectionWork<T> {

    T on(DuckDBConnection connection) throws SQLException;
}
