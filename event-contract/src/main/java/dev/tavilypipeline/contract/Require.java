package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;

/** Refuses a record that could not be kept or counted, naming the field as it stands in the JSON. */
final class Require {

    private static final int MOST_DIGITS = 9;
    private static final int MOST_DECIMALS = 18;

    private Require() {
    }

    static void present(String record, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] == null) {
                throw new IllegalArgumentException(record + ": required field '" + namesAndValues[i] + "' is missing");
            }
            if (namesAndValues[i + 1] instanceof Instant time) {
                held(record, (String) namesAndValues[i], time);
            }
        }
    }

    /** @param time may be null */
    static void held(String record, String name, Instant time) {
        if (time != null && !SupportedTimes.contain(time)) {
            throw new IllegalArgumentException(record + ": field '" + name + "' is not " + SupportedTimes.MEANING);
        }
    }

    /** @param milliseconds what JSON calls a number may be infinite here */
    static void duration(String record, String name, double milliseconds) {
        if (!Double.isFinite(milliseconds) || milliseconds < 0) {
            throw new IllegalArgumentException(record + ": field '" + name + "' must be a time of 0 or more");
        }
    }

    /** @param namesAndCounts any of which may be null */
    static void counts(String record, int most, Object... namesAndCounts) {
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            if (namesAndCounts[i + 1] instanceof Integer count && (count < 0 || count > most)) {
                throw new IllegalArgumentException(record + ": field '" + namesAndCounts[i] + "' must be 0 to " + most);
            }
        }
    }

    /** Money that can be added up: without bounds a number of ten characters has a thousand million digits. */
    static void money(String record, String name, BigDecimal amount) {
        that(amount == null || (amount.signum() >= 0 && amount.scale() <= MOST_DECIMALS
                && (long) amount.precision() - amount.scale() <= MOST_DIGITS),
                record + ": field '" + name + "' must be 0 or more, with at most " + MOST_DIGITS + " digits and "
                        + MOST_DECIMALS
                        + " decimals");
    }

    static void that(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
