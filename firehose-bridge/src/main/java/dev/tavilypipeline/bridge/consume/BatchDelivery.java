package dev.tavilypipeline.bridge.consume;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RefusedRow;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.RetryForever;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** The whole way of a batch: to the destination, and what cannot go there to the dead letters. Nothing that fails skips it. */
final class BatchDelivery {

    private static final Logger LOG = Logger.getLogger(BatchDelivery.class);

    private final Destination destination;
    private final DeadLetters deadLetters;
    private final RetryForever retry;
    private final BatchMetrics metrics;
    private final Executor executor;

    /** @param executor its threads are held while a batch is delivered */
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
        List<PartitionRows> rows = batch.partitions();
        return retry.retry("delivering rows to " + destination.name(), () -> attempt(rows))
                .call(refused -> deadLettered(batch, refused))
                .invoke(refused -> count(batch, rows, refused))
                .replaceWithVoid();
    }

    /** What is delivered stays delivered, whether it can be counted or not. */
    private void count(DeliveryBatch batch, List<PartitionRows> rows, List<RefusedRow> refused) {
        try {
            metrics.delivered(batch, rows, refused);
        } catch (RuntimeException e) {
            LOG.error("a delivered batch could not be counted", e);
        }
    }

    private Uni<List<RefusedRow>> attempt(List<PartitionRows> rows) {
        return Uni.createFrom().<List<RefusedRow>> emitter(emitter -> {
            try {
                List<RefusedRow> refused = destination.deliver(rows);
                LOG.debugf("batch delivered ranges=%d refused=%d", rows.size(), refused.size());
                emitter.complete(refused);
            } catch (IOException | RuntimeException e) {
                emitter.fail(e);
            }
        }).runSubscriptionOn(executor);
    }

    private Uni<Void> deadLettered(DeliveryBatch batch, List<RefusedRow> refused) {
        Map<ConsumerRecord<byte[], byte[]>, String> dead = new LinkedHashMap<>();
        batch.unreadable().forEach(one -> dead.put(one.record(), one.reason()));
        // an envelope goes there once, however many of its rows were refused
        refused.forEach(one -> dead.putIfAbsent(batch.recordOf(one.row()), one.reason()));
        return Multi.createFrom().iterable(dead.entrySet())
                .onItem().transformToUniAndConcatenate(one -> deadLetters.send(one.getKey(), one.getValue()))
                .onItem().ignoreAsUni();
    }
}
