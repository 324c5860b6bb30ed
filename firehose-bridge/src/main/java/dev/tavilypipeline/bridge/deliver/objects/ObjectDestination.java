package dev.tavilypipeline.bridge.deliver.objects;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * One object a table, partition and batch, in a folder or a bucket.
 *
 * <p>
 * <b>Delivery guarantees.</b> An object is there whole or not at all, is never overwritten, and survives a power failure once
 * {@link #deliver} has returned. A batch delivered again at the same offsets finds its objects there and leaves them; cut at
 * other offsets it makes objects that overlap.
 */
public final class ObjectDestination implements Destination, Closeable {

    /** One batch at a time, or neighbouring ranges would be written side by side for nothing. */
    public static final BatchPolicy OFTEN = BatchPolicy.ofMib(Duration.ofSeconds(1), 16, 32, 1);

    /** Each object costs a request, and whoever loads them takes a few large ones rather than many small ones. */
    public static final BatchPolicy SELDOM = BatchPolicy.ofMib(Duration.ofSeconds(60), 64, 96, 1);

    private final ObjectStore store;
    private final BatchPolicy batchPolicy;
    private final TopicId topicId;
    private final ObjectMetrics metrics;

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
        ObjectBatch.Shown shown = write(batch, id);
        if (shown.alreadyThere() > 0) {
            // the same records again, unless the topic was made anew meanwhile: then its offsets began anew too
            String idNow = topicId.askedAgain();
            if (!idNow.equals(id)) {
                write(batch, idNow);
            }
        }
        return List.of();
    }

    @Override
    public void check() throws IOException {
        store.check();
    }

    @Override
    public void close() throws IOException {
        store.close();
    }

    private ObjectBatch.Shown write(List<PartitionRows> batch, String id) throws IOException {
        try (ObjectBatch objects = store.begin()) {
            for (PartitionRows partition : batch) {
                for (Map.Entry<Table, List<Row>> rows : partition.rows().entrySet()) {
                    objects.add(rows.getKey(), ObjectName.of(rows.getKey(), id, partition), rows.getValue());
                }
            }
            ObjectBatch.Shown shown = objects.show();
            shown.written().forEach(object -> metrics.written(object.table(), object.size()));
            return shown;
        }
    }
}
