package dev.tavilypipeline.analytics.warehouse;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the warehouse has been given.
 *
 * @param dataAsOf the highest {@code emitted_at} loaded, null when nothing is
 * @param setAside how many objects could not be read and are tried again later
 * @param firstSetAside the key of one of them, null when there is none
 */
public record DataState(Instant dataAsOf, long setAside, String firstSetAside) {

    private static final String QUERY = """
            SELECT MAX(newest_emitted_at) AS data_as_of,
                   COUNT(failure) AS set_aside,
                   MIN(CASE WHEN failure IS NOT NULL THEN object_key END) AS first_set_aside
            FROM loaded_objects""";

    public static DataState of(Snapshot snapshot) throws SQLException {
        Map<String, Object> row = snapshot.query(QUERY, List.of()).get(0);
        return new DataState((Instant) row.get("data_as_of"), ((Number) row.get("set_aside")).longValue(),
                (String) row.get("first_set_aside"));
    }
}
