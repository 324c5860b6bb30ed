package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.SplitEnvelope;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Splits the envelopes of a batch and sets aside those that cannot be read. */
final class BatchReader {

    private final EnvelopeSplitter splitter = new EnvelopeSplitter();

    EnvelopeBatch read(ConsumerRecords<byte[], byte[]> records) {
        EnvelopeBatch batch = new EnvelopeBatch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (TopicPartition partition : records.partitions()) {
            batch.partitions().add(readPartition(records.records(partition), batch));
        }
        return batch;
    }

    private PartitionRows readPartition(List<ConsumerRecord<byte[], byte[]>> records, EnvelopeBatch batch) {
        List<Row> rows = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                SplitEnvelope envelope = splitter.split(record.value());
                rows.addAll(envelope.rows());
                batch.emittedAt().add(envelope.emittedAt());
            } catch (UnreadableRecordException e) {
                batch.unreadable().add(new EnvelopeBatch.Unreadable(record, e.getMessage()));
            }
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        long lastOffset = records.get(records.size() - 1).offset();
        return PartitionRows.of(first.partition(), first.offset(), lastOffset, Instant.ofEpochMilli(first.timestamp()), rows);
    }
}
