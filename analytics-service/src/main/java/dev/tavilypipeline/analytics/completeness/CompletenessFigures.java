package dev.tavilypipeline.analytics.completeness;

import java.util.function.ToLongFunction;

/** The counts of a window, as {@link DeliveryState} defines them. */
record CompletenessFigures(boolean complete, long emitted, long whole, long missing, long behind, long otherCounts,
        long unexpected,
        long withinAllowance, long due, long active, long notDelivered) {

    static CompletenessFigures of(ToLongFunction<DeliveryState> count) {
        return new CompletenessFigures(DeliveryState.GAPS.stream().mapToLong(count).sum() == 0,
                count.applyAsLong(DeliveryState.EMITTED),
                count.applyAsLong(DeliveryState.WHOLE),
                count.applyAsLong(DeliveryState.MISSING), count.applyAsLong(DeliveryState.BEHIND),
                count.applyAsLong(DeliveryState.OTHER_COUNTS),
                count.applyAsLong(DeliveryState.UNEXPECTED), count.applyAsLong(DeliveryState.WITHIN_ALLOWANCE),
                count.applyAsLong(DeliveryState.DUE), count.applyAsLong(DeliveryState.ACTIVE),
                count.applyAsLong(DeliveryState.NOT_DELIVERED));
    }
}
