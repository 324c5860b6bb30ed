package dev.tavilypipeline.agent.api;

import java.util.List;
import java.util.regex.Pattern;

import jakarta.ws.rs.core.HttpHeaders;

import dev.tavilypipeline.kit.http.ProblemException;

/**
 * Names a request of a client, so that it can be sent again.
 *
 * @param field where the client gave it, for answers that blame it
 * @param value 1 to 255 characters of ASCII
 */
record IdempotencyKey(String field, String value) {

    static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,254}");

    /** @throws ProblemException if the value is no key */
    IdempotencyKey {
        if (!KEY.matcher(value).matches()) {
            throw ProblemException.badField(field, field + " must have 1 to 255 characters of ASCII, the first no space");
        }
    }

    /**
     * @return null if there is none
     * @throws ProblemException if there are two, or one that is no key
     */
    static IdempotencyKey of(HttpHeaders request) {
        List<String> given = request.getRequestHeader(HEADER);
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (given.size() > 1) {
            throw ProblemException.badField(HEADER, HEADER + " is given more than once");
        }
        return new IdempotencyKey(HEADER, given.get(0));
    }
}
