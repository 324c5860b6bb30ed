package dev.tavilypipeline.collector.http;

import dev.tavilypipeline.collector.store.PageKey;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryLimit;

/**
 * The parameters {@code cursor} and {@code limit} of paged requests.
 *
 * @param after null for the first page
 */
public record PageRequest(PageKey after, int limit) {

    /**
     * @param cursor null if the request has none
     * @param limit null if the request has none
     * @throws ProblemException with status 400 if one of them is invalid
     */
    public static PageRequest of(String cursor, String limit, int defaultLimit, int maxLimit) {
        try {
            return new PageRequest(cursor == null ? null : PageKey.of(cursor),
                    QueryLimit.of("limit", limit, defaultLimit, maxLimit));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("cursor", "parameter 'cursor' must be the next_cursor of an earlier page");
        }
    }
}
