package dev.tavilypipeline.agent.call;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The {@code Retry-After} header: seconds, or a date. */
final class RetryAfter {

    private RetryAfter() {
    }

    /** @return null where there is none that can be read */
    static Duration parse(String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            if (header.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Duration.ofSeconds(Long.parseLong(header));
            }
            Instant until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }
}
