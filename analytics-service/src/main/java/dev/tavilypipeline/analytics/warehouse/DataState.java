package dev.tavilypipeline.analytics.warehouse;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the warehouse has been given.
 *
 * @param dataAsOf the highest {@code emitted_at} loaded, null when nothing is
 * @param broken how many objects could not be read whole and are tried again later
 * @param firstBroken the key of one of them, null when there is none
 */
public record DataState(Instant dataAsOf, long broken, String firstBroken) {

    private static final String QUERY = """
            SELECT MAX(newest_emitted_at) AS data_as_of,
                   COUNT(failure) AS broken,
                   MIN(CASE WHEN failure IS NOT NULL THEN object_key END) AS first_broken
            FROM loaded_objects""";

    public static DataState of(Snapshot snapshot) throws SQLException {
        Map<String, Object> row = snapshot.query(QUERY, List.of()).get(0);
        return new DataState((Instant) row.get("data_as_of"), ((Number) row.get("broken")).longValue(),
                (String) row.get("first_broken"));
    }
}
