package dev.tavilypipeline.contract;

import java.math.BigDecimal;
import java.time.Instant;

/** Refuses a record that could not be kept or counted, naming the field as it stands in the JSON. */
final class Require {

    /** The times that every store on the way can hold. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

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
                that(!time.isBefore(FIRST) && !time.isAfter(LAST),
                        record + ": field '" + namesAndValues[i] + "' is not within the years 1 to 9999");
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
