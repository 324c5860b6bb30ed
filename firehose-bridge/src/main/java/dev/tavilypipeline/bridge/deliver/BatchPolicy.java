package dev.tavilypipeline.bridge.deliver;

import java.time.Duration;

/**
 * How rows are gathered before they are delivered.
 *
 * @param linger how long the first of them waits for others
 * @param batchBytes how many are enough not to wait any longer
 * @param inHandBytes how many may be gathered and on their way; above that nothing more is taken
 * @param inFlight how many batches may be on their way at once
 */
public record BatchPolicy(Duration linger, long batchBytes, long inHandBytes, int inFlight) {

    private static final long MIB = 1024 * 1024;

    static BatchPolicy of(Duration linger, int batchMib, int inHandMib, int inFlight) {
        return new BatchPolicy(linger, batchMib * MIB, inHandMib * MIB, inFlight);
    }
}
