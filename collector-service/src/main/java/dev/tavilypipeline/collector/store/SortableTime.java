package dev.tavilypipeline.collector.store;

import java.time.Instant;

/** Times as texts that sort like the times, with the same digits in every locale. */
final class SortableTime {

    static final int LENGTH = 13;

    private static final long FIRST_TOO_LATE = 10_000_000_000_000L;

    private SortableTime() {
    }

    /** Milliseconds since 1970, padded with zeros. A time before 1970 is 1970; one after the year 2286 is its last. */
    static String of(Instant time) {
        long millis = Math.min(FIRST_TOO_LATE - 1, Math.max(0, time.toEpochMilli()));
        return Long.toString(FIRST_TOO_LATE + millis).substring(1);
    }
}
