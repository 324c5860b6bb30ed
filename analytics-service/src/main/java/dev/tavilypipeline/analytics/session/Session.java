package dev.tavilypipeline.analytics.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;

/**
 * A browser that has shown an API key.
 *
 * @param token the value of its cookie
 * @param key the API key; never sent to the browser
 * @param csrfToken what a page of ours sends with a request that changes state, and no page of another site can read
 */
record Session(String token, String key, String csrfToken, Instant expiresAt) {

    /** @param given null if the request has none */
    boolean hasCsrfToken(String given) {
        return given != null && MessageDigest.isEqual(csrfToken.getBytes(UTF_8), given.getBytes(UTF_8));
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "Session[expiresAt=" + expiresAt + "]";
    }
}
