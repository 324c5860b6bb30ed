package dev.tavilypipeline.bridge.deliver;

import java.io.IOException;
import java.util.List;

/**
 * Where rows go.
 *
 * <p>
 * <b>Who calls.</b> The consumer gives one batch at a time, on a worker thread that may be held as long as the work takes, and
 * gives the next one only after the former is delivered: this is the backpressure. Readiness asks {@link #check()} whenever
 * someone looks, at the same time as a delivery.
 *
 * <p>
 * <b>Errors.</b> Any exception from {@link #deliver} means "not all of it, try again": the same batch comes again, with backoff
 * and without end, and meanwhile nothing is committed and the bridge is not ready.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once: a batch that was delivered in part, or in whole just before a crash, comes again,
 * perhaps cut at other offsets, and after a rebalance two replicas may deliver the same records at once. To deliver rows again
 * must be harmless: their key and revision settle it in the warehouse.
 */
public interface Destination {

    /** One word, for metrics, logs and readiness. */
    String name();

    /** Returns when every row of the batch is durable, which lets its offsets be committed. */
    void deliver(List<PartitionRows> batch) throws IOException;

    /** Fails, with the reason, while a delivery would. */
    void check() throws IOException;
}
