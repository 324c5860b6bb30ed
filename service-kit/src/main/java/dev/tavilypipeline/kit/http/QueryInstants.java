package dev.tavilypipeline.kit.http;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Reads times from query parameters. */
public final class QueryInstants {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private QueryInstants() {
    }

    /**
     * @return null if the parameter is missing
     * @throws ProblemException if the value is no instant, or not in the years 1 to 9999
     */
    public static Instant optional(String name, String given) {
        try {
            Instant instant = given == null ? null : Instant.parse(given);
            if (instant != null && (instant.isBefore(EARLIEST) || instant.isAfter(LATEST))) {
                throw ProblemException.badField(name, "parameter '" + name + "' must be in the years 1 to 9999");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw ProblemException.badField(name,
                    "parameter '" + name + "' must be an instant in UTC such as 2026-01-31T12:00:00Z");
        }
    }

    /** @throws ProblemException also if the parameter is missing */
    public static Instant required(String name, String given) {
        if (given == null) {
            throw ProblemException.badField(name,
                    "parameter '" + name + "' is missing: give an instant in UTC such as 2026-01-31T12:00:00Z");
        }
        return optional(name, given);
    }
}
