package dev.tavilypipeline.bridge.deliver;

import java.time.Duration;

/**
 * When polled rows become a batch, and how much may be in flight: polled and not yet acknowledged.
 *
 * @param linger how long the first row of a batch waits for more rows
 * @param batchBytes a batch of this size does not wait any longer
 * @param maxInFlightBytes no more is polled while this much is in flight
 * @param maxInFlightBatches how many batches may be delivered at once
 */
public record BatchPolicy(Duration linger, long batchBytes, long maxInFlightBytes, int maxInFlightBatches) {

    private static final long MIB = 1024 * 1024;

    public static BatchPolicy ofMib(Duration linger, int batchMib, int maxInFlightMib, int maxInFlightBatches) {
        return new BatchPolicy(linger, batchMib * MIB, maxInFlightMib * MIB, maxInFlightBatches);
    }
}
