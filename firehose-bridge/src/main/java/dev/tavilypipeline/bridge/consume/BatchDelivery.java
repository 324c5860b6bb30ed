package dev.tavilypipeline.bridge.consume;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.RetryForever;
import dev.tavilypipeline.kit.tracing.Tracing;

/** Delivers a batch to the destination, and the records that cannot be delivered to the dead letter topic. Retries both. */
final class BatchDelivery {

    private static final Logger LOG = Logger.getLogger(BatchDelivery.class);

    private final Destination destination;
    private final DeadLetters deadLetters;
    private final RetryForever retry;
    private final BatchMetrics metrics;
    private final Tracing tracing;

    BatchDelivery(Destination destination, DeadLetters deadLetters, RetryForever retry, BatchMetrics metrics,
            Tracing tracing) {
        this.destination = destination;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    /** Returns when the batch may be acknowledged. Only an interrupt makes it fail. */
    void deliver(DeliveryBatch batch) {
        List<PartitionRows> ranges = batch.ranges();
        metrics.started(ranges);
        List<RejectedRow> rejected;
        try (DeliverySpans spans = DeliverySpans.start(tracing, destination.name(), batch)) {
            rejected = retry.retryBlocking("delivering rows to " + destination.name(), () -> attempt(ranges));
            Map<ConsumerRecord<byte[], byte[]>, String> undelivered = batch.deadLetters(rejected);
            undelivered.forEach((record, reason) -> deadLetters.send(record, reason).await().indefinitely());
            spans.delivered(undelivered.keySet());
        }
        try {
            metrics.delivered(batch, ranges, rejected);
        } catch (RuntimeException e) {
            LOG.error("metrics of a delivered batch could not be updated", e);
        }
    }

    private List<RejectedRow> attempt(List<PartitionRows> ranges) throws IOException {
        try {
            List<RejectedRow> rejected = destination.deliver(ranges);
            LOG.debugf("batch delivered ranges=%d rejected=%d", ranges.size(), rejected.size());
            return rejected;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while delivering, as at a stop");
        }
    }
}
