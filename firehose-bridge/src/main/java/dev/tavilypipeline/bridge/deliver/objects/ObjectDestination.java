package dev.tavilypipeline.bridge.deliver.objects;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * Writes one object a table, partition and batch, to a folder or a bucket.
 *
 * <p>
 * <b>Delivery guarantees.</b> An object appears whole or not at all, is never overwritten, and survives a power failure once
 * {@link #deliver} has returned. A batch delivered again at the same offsets leaves its existing objects as they are; cut at
 * other offsets it writes objects that overlap.
 */
public final class ObjectDestination implements Destination, Closeable {

    /** One batch at a time, or adjacent ranges would become separate objects. */
    public static final BatchPolicy OFTEN = BatchPolicy.ofMib(Duration.ofSeconds(1), 16, 32, 1);

    /** Each object costs a request, and loading is faster from a few large objects than from many small ones. */
    public static final BatchPolicy SELDOM = BatchPolicy.ofMib(Duration.ofSeconds(60), 64, 96, 1);

    private static final Logger LOG = Logger.getLogger(ObjectDestination.class);

    /** Clocks differ by less; more is worth a warning, but not one for each batch. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final Duration WARN_EVERY = Duration.ofMinutes(1);

    private final ObjectStore store;
    private final BatchPolicy batchPolicy;
    private final TopicId topicId;
    private final ObjectMetrics metrics;
    private volatile Instant warnedAt = Instant.MIN;

    public ObjectDestination(ObjectStore store, BatchPolicy batchPolicy, TopicId topicId, ObjectMetrics metrics) {
        this.store = store;
        this.batchPolicy = batchPolicy;
        this.topicId = topicId;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public BatchPolicy batchPolicy() {
        return batchPolicy;
    }

    @Override
    public List<RejectedRow> deliver(List<PartitionRows> batch) throws IOException {
        String id = topicId.known();
        warnIfStampedAhead(batch);
        ObjectBatch.Published published = write(batch, id);
        if (published.alreadyThere() > 0) {
            // delivered before, unless the topic was created again meanwhile, with offsets from 0
            String idNow = topicId.refresh();
            if (!idNow.equals(id)) {
                write(batch, idNow);
            }
        }
        return List.of();
    }

    /** Their folder is that of an hour to come, where nobody expects rows yet. */
    private void warnIfStampedAhead(List<PartitionRows> batch) {
        Instant limit = Instant.now().plus(CLOCK_DIFFERENCE);
        batch.stream().filter(part -> part.firstTimestamp().isAfter(limit)).findFirst().ifPresent(part -> {
            if (warnedAt.isBefore(Instant.now().minus(WARN_EVERY))) {
                warnedAt = Instant.now();
                LOG.warnf("records are stamped ahead of time, their objects go to a future hour partition=%d offset=%d "
                        + "timestamp=%s", part.partition(), part.firstOffset(), part.firstTimestamp());
            }
        });
    }

    @Override
    public void check() throws IOException {
        store.check();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private ObjectBatch.Published write(List<PartitionRows> batch, String id) throws IOException {
        try (ObjectBatch objects = store.begin()) {
            for (PartitionRows partition : batch) {
                for (Map.Entry<Table, List<Row>> rows : partition.rows().entrySet()) {
                    objects.add(rows.getKey(), ObjectName.of(rows.getKey(), id, partition), rows.getValue());
                }
            }
            ObjectBatch.Published published = objects.publish();
            published.written().forEach(object -> metrics.written(object.table(), object.size()));
            return published;
        }
    }
}
