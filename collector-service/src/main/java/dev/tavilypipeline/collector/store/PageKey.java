package dev.tavilypipeline.collector.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;

/**
 * Where a page of runs ended; null before the first. Runs that are added meanwhile neither shift nor repeat the pages behind
 * it.
 */
public record PageKey(Instant requestedAt, String runId) {

    /** An opaque text for URLs. */
    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((requestedAt.toEpochMilli() + "/" + runId).getBytes(UTF_8));
    }

    /** @throws IllegalArgumentException if the text did not come from {@link #cursor()} */
    public static PageKey of(String cursor) {
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), UTF_8).split("/", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a cursor");
        }
        return new PageKey(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
    }
}
