package dev.tavilypipeline.bridge.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.Envelopes;
import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;

class BatchReaderTest {

    private final BatchReader reader = new BatchReader();

    @Test
    void shouldKeepPartitionsApartWithTheirRangesAndTheTimeOfTheirFirstRecord() {
        PollBatch batch = reader.read(records(Map.of(
                2, List.of(record(2, 100, 5_000, envelope(1)), record(2, 103, 9_000, envelope(0))))));

        assertThat(batch.unreadable()).isEmpty();
        assertThat(batch.partitions()).hasSize(1);
        PartitionRows rows = batch.partitions().get(0);
        assertThat(rows.partition()).isEqualTo(2);
        assertThat(rows.firstOffset()).isEqualTo(100);
        assertThat(rows.lastOffset()).isEqualTo(103);
        assertThat(rows.firstTimestamp()).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(rows.rows().get(Table.RUNS)).hasSize(2);
        assertThat(rows.rows().get(Table.STEPS)).hasSize(6);
        assertThat(rows.rows().get(Table.CALLS)).hasSize(1);
    }

    @Test
    void shouldSetAnUnreadableRecordAsideAndKeepItInTheRange() {
        ConsumerRecord<byte[], byte[]> poison = record(0, 7, 1_000, "{".getBytes(UTF_8));

        PollBatch batch = reader.read(records(Map.of(0, List.of(poison, record(0, 8, 2_000, envelope(2))))));

        assertThat(batch.unreadable()).singleElement().satisfies(one -> {
            assertThat(one.record()).isSameAs(poison);
            assertThat(one.reason()).startsWith("RunEnvelope: not valid JSON");
        });
        assertThat(batch.partitions()).singleElement().satisfies(rows -> {
            assertThat(rows.firstOffset()).isEqualTo(7);
            assertThat(rows.rows().get(Table.RUNS)).hasSize(1);
        });
        assertThat(batch.emittedAt()).hasSize(1);
    }

    @Test
    void shouldDeliverNoRowOfAnEnvelopeThatIsUnreadableInItsLastOne() {
        byte[] envelope = new String(envelope(3), UTF_8).replaceFirst("\"call_id\":(?!.*\"call_id\":)", "\"other\":")
                .getBytes(UTF_8);

        PollBatch batch = reader.read(records(Map.of(0, List.of(record(0, 7, 1_000, envelope)))));

        assertThat(batch.unreadable()).singleElement().extracting(PollBatch.Unreadable::reason)
                .isEqualTo("RunEnvelope: required field 'api_calls[2].call_id' is missing");
        assertThat(batch.partitions()).singleElement().satisfies(rows -> assertThat(rows.rows()).isEmpty());
    }

    private static byte[] envelope(int calls) {
        RunEnvelope envelope = Envelopes.withCalls(calls);
        return ContractJson.write(envelope);
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, long timestamp, byte[] value) {
        return new ConsumerRecord<>(Topics.RUN_ENVELOPES, partition, offset, timestamp, TimestampType.CREATE_TIME, 0, 0, null,
                value, new RecordHeaders(), Optional.empty());
    }

    private static ConsumerRecords<byte[], byte[]> records(Map<Integer, List<ConsumerRecord<byte[], byte[]>>> byPartition) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
        byPartition.forEach((partition, list) -> records.put(new TopicPartition(Topics.RUN_ENVELOPES, partition), list));
        return new ConsumerRecords<>(records, Map.of());
    }
}
