package dev.tavilypipeline.contract;

import java.time.Instant;

/** The times that a record may have. Every store can save them, and durations between them fit into nanoseconds. */
public final class SupportedTimes {

    public static final Instant FIRST = Instant.EPOCH;
    public static final Instant LAST = Instant.parse("2199-12-31T23:59:59.999999999Z");
    public static final String MEANING = "within the years 1970 to 2199";

    private SupportedTimes() {
    }

    public static boolean contain(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }
}
