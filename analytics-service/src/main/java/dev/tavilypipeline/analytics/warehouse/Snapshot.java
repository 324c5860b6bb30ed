package dev.tavilypipeline.analytics.warehouse;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.analytics.sql.BoundQuery;

/** The rows as they are while {@link Warehouse#read} runs. */
@FunctionalInterface
public interface Snapshot {

    /**
     * @return a map a row, by column label in lower case and in the query's order; a time is an {@link java.time.Instant}, an
     *         id text, a number any {@link Number}
     */
    List<Map<String, Object>> query(BoundQuery query) throws SQLException;

    /** What is missing from the rows of the window; empty when nothing is. */
    default List<String> warnings() {
        return List.of();
    }
}
