package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;
import java.util.function.ToLongFunction;

/** The same counts of the runs that were requested in one hour. */
record HourFigures(Instant hour, long emitted, long whole, long missing, long behind, long otherCounts, long unexpected,
        long withinAllowance, long due, long active, long notDelivered) {

    static HourFigures of(Instant hour, ToLongFunction<DeliveryState> count) {
        return new HourFigures(hour, count.applyAsLong(DeliveryState.EMITTED), count.applyAsLong(DeliveryState.WHOLE),
                count.applyAsLong(DeliveryState.MISSING), count.applyAsLong(DeliveryState.BEHIND),
                count.applyAsLong(DeliveryState.OTHER_COUNTS),
                count.applyAsLong(DeliveryState.UNEXPECTED), count.applyAsLong(DeliveryState.WITHIN_ALLOWANCE),
                count.applyAsLong(DeliveryState.DUE), count.applyAsLong(DeliveryState.ACTIVE),
                count.applyAsLong(DeliveryState.NOT_DELIVERED));
    }
}
