package dev.tavilypipeline.bridge.consume;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.kit.kafka.DeadLetters;
import dev.tavilypipeline.kit.retry.EndlessRetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/**
 * Delivers batch after batch.
 *
 * <p>
 * <b>Delivery.</b> A batch is acknowledged when all its rows are delivered and all its unreadable records are in the dead
 * letters; nothing that fails on the way skips it, and the next one waits.
 */
@ApplicationScoped
class EnvelopeConsumer {

    private static final Logger LOG = Logger.getLogger(EnvelopeConsumer.class);

    private final BatchReader reader = new BatchReader();
    private final Destination destination;
    private final DeadLetters deadLetters;
    private final EndlessRetry retry;
    private final BatchMetrics metrics;

    EnvelopeConsumer(Destination destination, DeadLetters deadLetters, EndlessRetry retry, BatchMetrics metrics) {
        this.destination = destination;
        this.deadLetters = deadLetters;
        this.retry = retry;
        this.metrics = metrics;
    }

    void started(@Observes StartupEvent event) {
        LOG.infof("bridge started destination=%s", destination.name());
    }

    void stopping(@Observes ShutdownEvent event) {
        LOG.infof("bridge stopping destination=%s", destination.name());
    }

    /** A payload and a result that completes: the batch is acknowledged then, and the next one is given only then. */
    @Incoming("run-envelopes")
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        metrics.taken(oldest(records));
        return retry.untilDone("delivering rows to " + destination.name(), () -> delivered(records))
                .invoke(metrics::delivered)
                .chain(batch -> deadLettered(batch.unreadable()))
                .invoke(metrics::acknowledged);
    }

    private Uni<EnvelopeBatch> delivered(ConsumerRecords<byte[], byte[]> records) {
        return Uni.createFrom().deferred(() -> {
            try {
                return Uni.createFrom().item(deliver(records));
            } catch (IOException e) {
                return Uni.createFrom().<EnvelopeBatch> failure(e);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private EnvelopeBatch deliver(ConsumerRecords<byte[], byte[]> records) throws IOException {
        EnvelopeBatch batch = reader.read(records);
        destination.deliver(batch.partitions());
        LOG.debugf("batch delivered runs=%d partitions=%d unreadable=%d", batch.emittedAt().size(), batch.partitions().size(),
                batch.unreadable().size());
        return batch;
    }

    private Uni<Void> deadLettered(List<EnvelopeBatch.Unreadable> unreadable) {
        return Multi.createFrom().iterable(unreadable)
                .onItem().transformToUniAndConcatenate(one -> deadLetters.send(one.record(), one.reason()))
                .onItem().ignoreAsUni();
    }

    private static Instant oldest(ConsumerRecords<byte[], byte[]> records) {
        return records.partitions().stream()
                .map(partition -> records.records(partition).get(0).timestamp())
                .min(Comparator.naturalOrder()).map(Instant::ofEpochMilli).orElseGet(Instant::now);
    }
}
