package dev.tavilypipeline.collector.http;

import dev.tavilypipeline.collector.store.PageKey;
import dev.tavilypipeline.kit.http.ProblemException;

/** The parameter {@code cursor} of paged requests. */
public final class CursorParameter {

    private CursorParameter() {
    }

    /**
     * @param cursor null if the request has none
     * @return null if the request has none
     * @throws ProblemException with status 400 if it is no cursor
     */
    public static PageKey parse(String cursor) {
        try {
            return cursor == null ? null : PageKey.of(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("cursor", "parameter 'cursor' must be the next_cursor of an earlier page");
        }
    }
}
