package dev.tavilypipeline.bridge.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Where rows go.
 *
 * <p>
 * <b>Threads.</b> The consumer calls {@link #deliver} on threads that may block, for as many batches at once as
 * {@link #batchPolicy()} or the settings say. It polls no more while the policy's bytes are in flight: a slow destination slows
 * the consumer down. It interrupts a delivery when the service must end. Readiness calls {@link #check()} at any time, also
 * during deliveries.
 *
 * <p>
 * <b>Errors.</b> The destination retries single rows itself, or returns them as rejected; the consumer then sends their
 * envelopes to the dead letter topic. Any exception from {@link #deliver} means that the batch is not complete: the consumer
 * retries the whole batch with backoff and without end, commits nothing meanwhile, and reports the bridge as not ready.
 *
 * <p>
 * <b>Delivery guarantees.</b> At least once. A batch that was delivered in part, or just before a crash, is delivered again,
 * perhaps cut at other offsets, and after a rebalance two replicas may deliver the same records at once. A row that arrives
 * twice does no harm: the warehouse keeps the highest revision of each key.
 */
public interface Destination extends Closeable {

    /** One word, for metrics, logs and readiness. */
    String name();

    /** The policy that suits this destination; the settings can change it. */
    BatchPolicy batchPolicy();

    /**
     * Returns when every row of the batch is durable. Its offsets may then be committed.
     *
     * @return the rows that this destination can never accept
     */
    List<RejectedRow> deliver(List<PartitionRows> batch) throws IOException, InterruptedException;

    /** @throws IOException with the reason, while a delivery would fail */
    void check() throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {
        // many have nothing open
    }
}
