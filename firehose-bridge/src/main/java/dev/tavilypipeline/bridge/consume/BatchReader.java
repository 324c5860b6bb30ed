package dev.tavilypipeline.bridge.consume;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter;
import dev.tavilypipeline.bridge.split.EnvelopeSplitter.SplitEnvelope;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.kit.json.UnreadableRecordException;

/** Splits the envelopes of a poll. A record that cannot be read never affects the others. */
final class BatchReader {

    private static final Logger LOG = Logger.getLogger(BatchReader.class);

    /** The objects of a record beside its key, value and headers, in bytes. */
    static final int OVERHEAD = 2048;

    private final EnvelopeSplitter splitter = new EnvelopeSplitter();

    /** @return one batch for each partition */
    List<PollBatch> read(ConsumerRecords<byte[], byte[]> polled) {
        return polled.partitions().stream().map(partition -> read(polled.records(partition))).toList();
    }

    private PollBatch read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Row> rows = new ArrayList<>();
        List<Instant> emittedAt = new ArrayList<>(records.size());
        Map<ConsumerRecord<byte[], byte[]>, String> unreadable = new LinkedHashMap<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += bytes(record);
            try {
                SplitEnvelope envelope = splitter.split(record.partition(), record.offset(), record.value());
                rows.addAll(envelope.rows());
                emittedAt.add(envelope.emittedAt());
            } catch (UnreadableRecordException e) {
                unreadable.put(record, e.getMessage());
            } catch (RuntimeException e) {
                // the same record would fail again after each restart
                LOG.errorf(e, "record cannot be read partition=%d offset=%d", record.partition(), record.offset());
                unreadable.put(record, "RunEnvelope: " + e.getClass().getSimpleName());
            }
        }
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        ConsumerRecord<byte[], byte[]> last = records.get(records.size() - 1);
        return new PollBatch(records, PartitionRows.of(first.partition(), first.offset(), last.offset(),
                Instant.ofEpochMilli(first.timestamp()), rows), emittedAt, unreadable, bytes);
    }

    /**
     * Unpacked, as in memory. Reading the headers here has a purpose: until then they keep the buffer that the record was
     * read from, which is as large as the record.
     */
    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        long bytes = OVERHEAD + length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
