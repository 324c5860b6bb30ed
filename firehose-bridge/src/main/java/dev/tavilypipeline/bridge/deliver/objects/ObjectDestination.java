package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.Pace;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RefusedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;

/**
 * One object a table, partition and batch, in a folder.
 *
 * <p>
 * <b>Delivery guarantees.</b> An object is there whole or not at all, is never overwritten, and survives a power failure once
 * {@link #deliver} has returned. A batch delivered again at the same offsets finds its objects there and leaves them; cut at
 * other offsets it makes objects that overlap.
 */
public final class ObjectDestination implements Destination {

    public static final String LAKE = "lake";

    /** One batch at a time, or neighbouring ranges would be written side by side for nothing. */
    private static final Pace PACE = new Pace(Duration.ofSeconds(1), 16L << 20, 32L << 20, 1);

    private final LakeFolder lake;
    private final TopicId topicId;
    private final ObjectMetrics metrics;

    public ObjectDestination(LakeFolder lake, TopicId topicId, ObjectMetrics metrics) {
        this.lake = lake;
        this.topicId = topicId;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return LAKE;
    }

    @Override
    public Pace pace() {
        return PACE;
    }

    @Override
    public List<RefusedRow> deliver(List<PartitionRows> batch) throws IOException {
        String id = topicId.known();
        LakeBatch.Shown shown = write(batch, id);
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
        lake.check();
    }

    private LakeBatch.Shown write(List<PartitionRows> batch, String id) throws IOException {
        try (LakeBatch objects = lake.begin()) {
            for (PartitionRows partition : batch) {
                for (Map.Entry<Table, List<Row>> rows : partition.rows().entrySet()) {
                    objects.add(rows.getKey(), ObjectName.of(rows.getKey(), id, partition), rows.getValue());
                }
            }
            LakeBatch.Shown shown = objects.show();
            shown.written().forEach(object -> metrics.written(object.table(), object.size()));
            return shown;
        }
    }
}
