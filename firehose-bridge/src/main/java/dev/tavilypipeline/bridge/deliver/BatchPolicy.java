package dev.tavilypipeline.bridge.deliver;

import java.time.Duration;

/**
 * When polled rows become a batch, and how much may be in flight: polled and not yet acknowledged.
 *
 * @param linger how long the first row of a batch waits for more rows
 * @param batchMib a batch of this size does not wait any longer
 * @param maxInFlightMib no more is polled while this much is in flight
 * @param maxInFlightBatches how many batches may be delivered at once
 */
public record BatchPolicy(Duration linger, int batchMib, int maxInFlightMib, int maxInFlightBatches) {

    public long batchBytes() {
        return (long) batchMib << 20;
    }

    public long maxInFlightBytes() {
        return (long) maxInFlightMib << 20;
    }
}
