package dev.tavilypipeline.analytics.completeness;

import java.util.function.ToLongFunction;

/** The counts of a window, as {@link Arrival} defines them. */
record CompletenessFigures(boolean complete, long emitted, long whole, long missing, long behind, long otherCounts,
        long unexpected,
        long withinAllowance, long due, long active, long notDelivered) {

    static CompletenessFigures of(ToLongFunction<Arrival> count) {
        return new CompletenessFigures(Arrival.GAPS.stream().mapToLong(count).sum() == 0, count.applyAsLong(Arrival.EMITTED),
                count.applyAsLong(Arrival.WHOLE),
                count.applyAsLong(Arrival.MISSING), count.applyAsLong(Arrival.BEHIND), count.applyAsLong(Arrival.OTHER_COUNTS),
                count.applyAsLong(Arrival.UNEXPECTED), count.applyAsLong(Arrival.WITHIN_ALLOWANCE),
                count.applyAsLong(Arrival.DUE), count.applyAsLong(Arrival.ACTIVE), count.applyAsLong(Arrival.NOT_DELIVERED));
    }
}
