package dev.tavilypipeline.analytics.warehouse.mongo;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.Snapshot;
import dev.tavilypipeline.analytics.warehouse.duckdb.InMemoryTables;
import dev.tavilypipeline.analytics.window.Window;

/** The rows of the runs of a window, as they were at a time. */
record LoadedWindow(Window window, Instant loadedAt, InMemoryTables tables, List<String> warnings)
        implements
            Snapshot,
            AutoCloseable {

    boolean holds(Window requested, Instant notBefore) {
        return !loadedAt.isBefore(notBefore) && !requested.from().isBefore(window.from())
                && !requested.to().isAfter(window.to());
    }

    @Override
    public List<Map<String, Object>> query(BoundQuery query) throws SQLException {
        return tables.query(query);
    }

    @Override
    public void close() throws SQLException {
        tables.close();
    }
}
