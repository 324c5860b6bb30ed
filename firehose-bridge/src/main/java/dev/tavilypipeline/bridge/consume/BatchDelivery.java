package dev.tavilypipeline.bridge.consume;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Delivers a batch to the destination, and the records that cannot be delivered to the dead letter topic. Retries both. */
final class BatchDelivery {

    private static final Logger LOG = Logger.getLogger(BatchDelivery.class);

    private final Destination destination;
    private final DeadLetters deadLetters;
    private final RetryForever retry;
    private final BatchMetrics metrics;
    private final Executor executor;

    /** @param executor a delivery blocks one of its threads */
    BatchDelivery(Destination destination, DeadLetters deadLetters, RetryForever retry, BatchMetrics metrics,
            Executor executor) {
        this.destination = destination;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.metrics = metrics;
        this.executor = executor;
    }

    /** Completes when the batch may be acknowledged. */
    Uni<Void> deliver(DeliveryBatch batch) {
        List<PartitionRows> rows = batch.ranges();
        metrics.started(rows);
        return retry.retry("delivering rows to " + destination.name(), () -> attempt(rows))
                .call(rejected -> sendDeadLetters(batch, rejected))
                .invoke(rejected -> count(batch, rows, rejected))
                .replaceWithVoid();
    }

    private Uni<List<RejectedRow>> attempt(List<PartitionRows> rows) {
        return Uni.createFrom().<List<RejectedRow>> emitter(emitter -> {
            try {
                List<RejectedRow> rejected = destination.deliver(rows);
                LOG.debugf("batch delivered ranges=%d rejected=%d", rows.size(), rejected.size());
                emitter.complete(rejected);
            } catch (IOException | RuntimeException e) {
                emitter.fail(e);
            }
        }).runSubscriptionOn(executor);
    }

    private Uni<Void> sendDeadLetters(DeliveryBatch batch, List<RejectedRow> rejected) {
        return Multi.createFrom().iterable(batch.deadLetters(rejected).entrySet())
                .onItem().transformToUniAndConcatenate(one -> deadLetters.send(one.getKey(), one.getValue()))
                .onItem().ignoreAsUni();
    }

    /** The batch is delivered, even if counting fails. */
    private void count(DeliveryBatch batch, List<PartitionRows> rows, List<RejectedRow> rejected) {
        try {
            metrics.delivered(batch, rows, rejected);
        } catch (RuntimeException e) {
            LOG.error("a delivered batch could not be counted", e);
        }
    }
}
