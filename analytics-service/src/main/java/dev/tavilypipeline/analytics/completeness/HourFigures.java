package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;
import java.util.function.ToLongFunction;

/** The same counts of the runs that were requested in one hour. */
record HourFigures(Instant hour, long emitted, long whole, long missing, long behind, long otherCounts, long unexpected,
        long withinAllowance, long due, long active, long notDelivered) {

    static HourFigures of(Instant hour, ToLongFunction<Arrival> count) {
        return new HourFigures(hour, count.applyAsLong(Arrival.EMITTED), count.applyAsLong(Arrival.WHOLE),
                count.applyAsLong(Arrival.MISSING), count.applyAsLong(Arrival.BEHIND), count.applyAsLong(Arrival.OTHER_COUNTS),
                count.applyAsLong(Arrival.UNEXPECTED), count.applyAsLong(Arrival.WITHIN_ALLOWANCE),
                count.applyAsLong(Arrival.DUE), count.applyAsLong(Arrival.ACTIVE), count.applyAsLong(Arrival.NOT_DELIVERED));
    }
}
