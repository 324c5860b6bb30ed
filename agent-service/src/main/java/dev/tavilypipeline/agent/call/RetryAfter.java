package dev.tavilypipeline.agent.call;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.UnaryOperator;

/**
 * How long a provider asks to wait: {@code retry-after-ms}, or {@code Retry-After} as seconds, which may have decimals, or as a
 * date.
 */
final class RetryAfter {

    private static final BigDecimal MAX_MILLIS = BigDecimal.valueOf(Duration.ofDays(1).toMillis());

    private RetryAfter() {
    }

    /**
     * @param header gives the value of a header, or null
     * @return null where there is none that can be read
     */
    static Duration of(UnaryOperator<String> header, Instant now) {
        Duration millis = number(header.apply("retry-after-ms"), 0);
        return millis == null ? parse(header.apply("Retry-After"), now) : millis;
    }

    static Duration parse(String header, Instant now) {
        Duration seconds = number(header, 3);
        return seconds == null ? untilDate(header, now) : seconds;
    }

    private static Duration number(String text, int toMillis) {
        if (text == null || !text.strip().matches("\\d{1,15}(\\.\\d{0,15})?")) {
            return null;
        }
        BigDecimal millis = new BigDecimal(text.strip()).movePointRight(toMillis).setScale(0, RoundingMode.CEILING);
        return Duration.ofMillis(millis.min(MAX_MILLIS).longValueExact());
    }

    private static Duration untilDate(String header, Instant now) {
        if (header == null) {
            return null;
        }
        try {
            Instant until = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
