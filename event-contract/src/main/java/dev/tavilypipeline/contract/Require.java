package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;

/** Refuses a record that no store or KPI could process. The message names the field as in the JSON. */
final class Require {

    private static final int MAX_DIGITS = 9;
    private static final int MAX_DECIMALS = 18;

    private Require() {
    }

    static void present(String record, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] == null) {
                throw new IllegalArgumentException(record + ": required field '" + namesAndValues[i] + "' is missing");
            }
            if (namesAndValues[i + 1] instanceof Instant time) {
                supported(record, (String) namesAndValues[i], time);
            }
        }
    }

    /** @param time may be null */
    static void supported(String record, String name, Instant time) {
        if (time != null && !SupportedTimes.contain(time)) {
            throw new IllegalArgumentException(record + ": field '" + name + "' is not " + SupportedTimes.MEANING);
        }
    }

    /** @param milliseconds may be infinite, because JSON allows larger numbers than a double */
    static void duration(String record, String name, double milliseconds) {
        if (!Double.isFinite(milliseconds) || milliseconds < 0) {
            throw new IllegalArgumentException(record + ": field '" + name + "' must be a time of 0 or more");
        }
    }

    /** @param namesAndCounts any of which may be null */
    static void counts(String record, int max, Object... namesAndCounts) {
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            if (namesAndCounts[i + 1] instanceof Integer count && (count < 0 || count > max)) {
                throw new IllegalArgumentException(record + ": field '" + namesAndCounts[i] + "' must be 0 to " + max);
            }
        }
    }

    /** Limits the digits, because a number of ten characters such as {@code 1e99999999} can have a hundred million of them. */
    static void amount(String record, String name, BigDecimal amount) {
        that(amount == null || (amount.signum() >= 0 && amount.scale() <= MAX_DECIMALS
                && (long) amount.precision() - amount.scale() <= MAX_DIGITS),
                record + ": field '" + name + "' must be 0 or more, with at most " + MAX_DIGITS + " digits and "
                        + MAX_DECIMALS
                        + " decimals");
    }

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
