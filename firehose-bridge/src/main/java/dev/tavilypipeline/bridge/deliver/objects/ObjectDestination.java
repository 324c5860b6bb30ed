package dev.tavilypipeline.bridge.deliver.objects;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.Destination;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.deliver.TableCounter;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Writes one object a table, partition and batch. A subclass says where to.
 *
 * <p>
 * <b>Delivery guarantees.</b> An object appears whole or not at all, is never overwritten, and survives a power failure once
 * {@link #deliver} has returned. A batch delivered again at the same offsets leaves its existing objects as they are; cut at
 * other offsets it writes objects that overlap.
 */
abstract class ObjectDestination implements Destination {

    record NewObject(Table table, String name, List<Row> rows) {
    }

    /** @param size in bytes, as stored */
    record Written(Table table, long size) {
    }

    private static final Logger LOG = Logger.getLogger(ObjectDestination.class);

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

    /** Clocks differ by less; more is worth a warning, but not one for each batch. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    private static final Duration WARN_EVERY = Duration.ofMinutes(1);

    private final TopicId topicId;
    private final TableCounter objects;
    private final TableCounter bytes;
    private volatile String knownTopicId;
    private volatile Instant warnedAt = Instant.MIN;

    ObjectDestination(TopicId topicId, MeterRegistry registry) {
        this.topicId = topicId;
        this.objects = new TableCounter(registry, "pipeline.bridge.objects", "objects written", null);
        this.bytes = new TableCounter(registry, "pipeline.bridge.bytes", "their size as stored", "bytes");
    }

    /**
     * Returns when all objects are durable. If it fails, some may be there.
     *
     * @return what was written; an object whose name was taken is left as it is
     */
    abstract List<Written> write(List<NewObject> objects) throws IOException, InterruptedException;

    @Override
    public List<RejectedRow> deliver(List<PartitionRows> batch) throws IOException, InterruptedException {
        String id = knownTopicId == null ? topicId.read() : knownTopicId;
        knownTopicId = id;
        warnIfStampedAhead(batch);
        if (!write(batch, id)) {
            // delivered before, unless the topic was created again meanwhile, with offsets from 0
            knownTopicId = topicId.read();
            if (!knownTopicId.equals(id)) {
                write(batch, knownTopicId);
            }
        }
        return List.of();
    }

    /** @return false if some names were taken */
    private boolean write(List<PartitionRows> batch, String id) throws IOException, InterruptedException {
        List<NewObject> all = new ArrayList<>();
        batch.forEach(range -> range.rows()
                .forEach((table, rows) -> all.add(new NewObject(table, name(table, id, range), rows))));
        List<Written> written = write(all);
        for (Written object : written) {
            objects.add(object.table(), 1);
            bytes.add(object.table(), (double) object.size());
        }
        return written.size() == all.size();
    }

    /** By the UTC hour of the first record's Kafka timestamp. The same range of a topic always has the same name. */
    private static String name(Table table, String topicId, PartitionRows range) {
        return table.prefix() + "/" + HOUR.format(range.firstTimestamp()) + "/" + topicId + "-" + range.partition() + "-"
                + range.firstOffset() + "-" + range.lastOffset() + ".json.gz";
    }

    /** Their folder is that of an hour to come, where nobody expects rows yet. */
    private void warnIfStampedAhead(List<PartitionRows> batch) {
        Instant now = Instant.now();
        batch.stream().filter(range -> range.firstTimestamp().isAfter(now.plus(CLOCK_DIFFERENCE))).findFirst()
                .filter(range -> warnedAt.isBefore(now.minus(WARN_EVERY))).ifPresent(range -> {
                    warnedAt = now;
                    LOG.warnf("records have timestamps in the future, their objects go to a future hour partition=%d offset=%d "
                            + "timestamp=%s", range.partition(), range.firstOffset(), range.firstTimestamp());
                });
    }
}
