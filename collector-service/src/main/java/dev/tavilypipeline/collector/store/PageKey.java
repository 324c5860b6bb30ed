package dev.tavilypipeline.collector.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;

import dev.tavilypipeline.kit.http.ProblemException;

/** Where a page of runs ended. Runs that come in meanwhile neither shift nor repeat what follows. */
public record PageKey(Instant requestedAt, String runId) {

    /** An opaque word for URLs. */
    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((requestedAt.toEpochMilli() + "/" + runId).getBytes(UTF_8));
    }

    /**
     * What a client gave as its cursor.
     *
     * @return null where it gave none
     * @throws ProblemException if it is none
     */
    public static PageKey given(String cursor) {
        try {
            return cursor == null ? null : of(cursor);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badField("cursor", "parameter 'cursor' must be the next_cursor of an earlier page");
        }
    }

    /** @throws IllegalArgumentException if the word did not come from {@link #cursor()} */
    public static PageKey of(String cursor) {
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("/", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("no cursor");
        }
        return new PageKey(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
    }
}
