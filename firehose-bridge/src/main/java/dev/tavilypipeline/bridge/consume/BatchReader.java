package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.SplitEnvelope;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Splits the envelopes of a poll and sets aside those that cannot be read. */
final class BatchReader {

    private static final Logger LOG = Logger.getLogger(BatchReader.class);

    /** What a record takes beside its value: headers, rows, what the connector keeps of it. */
    static final int OVERHEAD = 2048;

    private final EnvelopeSplitter splitter = new EnvelopeSplitter();

    PollBatch read(ConsumerRecords<byte[], byte[]> polled) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>(polled.count());
        List<PartitionRows> partitions = new ArrayList<>();
        List<Instant> emittedAt = new ArrayList<>(polled.count());
        List<PollBatch.Unreadable> unreadable = new ArrayList<>();
        long bytes = 0;
        long oldest = Long.MAX_VALUE;
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            all.addAll(records);
            partitions.add(rows(records, emittedAt, unreadable));
            bytes += records.stream().mapToLong(record -> OVERHEAD + Math.max(0, record.serializedValueSize())).sum();
            oldest = Math.min(oldest, records.get(0).timestamp());
        }
        return new PollBatch(all, partitions, emittedAt, unreadable, bytes, Instant.ofEpochMilli(oldest));
    }

    private PartitionRows rows(List<ConsumerRecord<byte[], byte[]>> records, List<Instant> emittedAt,
            List<PollBatch.Unreadable> unreadable) {
        List<Row> rows = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                SplitEnvelope envelope = splitter.split(record.value());
                rows.addAll(envelope.rows());
                emittedAt.add(envelope.emittedAt());
            } catch (UnreadableRecordException e) {
                unreadable.add(new PollBatch.Unreadable(record, e.getMessage()));
            } catch (RuntimeException e) {
                // whatever it is, it would be the same again and end all reading
                LOG.errorf(e, "record cannot be read partition=%d offset=%d", record.partition(), record.offset());
                unreadable.add(new PollBatch.Unreadable(record, "RunEnvelope: " + e.getClass().getSimpleName()));
            }
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        long lastOffset = records.get(records.size() - 1).offset();
        return PartitionRows.of(first.partition(), first.offset(), lastOffset, Instant.ofEpochMilli(first.timestamp()), rows);
    }
}
