package dev.tavilypipeline.bridge.deliver;

import java.io.IOException;
import java.util.List;

/**
 * Where rows go.
 *
 * <p>
 * <b>Who calls.</b> The consumer gives batches on threads that may be held as long as the work takes, as many at once as
 * {@link #pace()} says, which the settings may change; while they take their time it takes no more than it may hold in hand:
 * this is the backpressure. It interrupts a delivery when the service has to end. Readiness asks {@link #check()} whenever
 * someone looks, at the same time as deliveries.
 *
 * <p>
 * <b>Errors.</b> What concerns single rows is settled inside: tried again, or handed back as refused for ever, which sends the
 * envelopes that they came in to the dead letters. Any exception from {@link #deliver} means "not all of it, try again": the
 * same batch comes again, with backoff and without end, and meanwhile nothing is committed and the bridge is not ready.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once: a batch that was delivered in part, or in whole just before a crash, comes again,
 * perhaps cut at other offsets, and after a rebalance two replicas may deliver the same records at once. To deliver rows again
 * must be harmless: their key and revision settle it in the warehouse.
 */
public interface Destination {

    /** One word, for metrics, logs and readiness. */
    String name();

    /** What suits it where the settings say nothing else. */
    BatchPolicy pace();

    /**
     * Returns when every row of the batch is durable, which lets its offsets be committed.
     *
     * @return the rows that are not, because they can never be taken
     */
    List<RefusedRow> deliver(List<PartitionRows> batch) throws IOException;

    /** Fails, with the reason, while a delivery would. */
    void check() throws IOException;
}
