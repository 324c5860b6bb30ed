package dev.tavilypipeline.analytics.warehouse;

import java.sql.SQLException;

import dev.tavilypipeline.analytics.window.Window;

/** A store of the three tables, which answers the queries of {@code sql/kpis}. Used by many threads. */
public interface Warehouse {

    /** For answers and logs: {@code duckdb}, {@code snowflake} or {@code mongodb}. */
    String name();

    /** Whether queries cost money. */
    default boolean isBilled() {
        return false;
    }

    /**
     * What it has, at least: what is read afterwards is no older.
     *
     * @throws WarehouseException if it cannot be asked
     */
    WarehouseState state();

    /**
     * Runs queries over runs that were requested in a window.
     *
     * @param requested holds the windows of all queries
     * @throws WarehouseBusyException if all connections are in use
     * @throws WarehouseException if it failed, took too long or cannot be reached
     */
    <T> T read(Window requested, Work<T> work);

    /** Queries and what is made of their rows. It may be done twice, where the first time it did not fit into memory. */
    @FunctionalInterface
    interface Work<T> {
        T on(Snapshot snapshot) throws SQLException;
    }
}
