package dev.tavilypipeline.bridge.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

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
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;

class BatchReaderTest {

    private final BatchReader reader = new BatchReader();

    @Test
    void shouldReadEachPartitionIntoABatchWithItsRangeAndTheTimestampOfItsFirstRecord() {
        List<PollBatch> polls = reader.read(records(Map.of(
                2, List.of(record(2, 100, 5_000, envelope(1)), record(2, 103, 9_000, envelope(0))))));

        assertThat(polls).singleElement().satisfies(poll -> {
            assertThat(poll.unreadable()).isEmpty();
            PartitionRows rows = poll.rows();
            assertThat(rows.partition()).isEqualTo(2);
            assertThat(rows.firstOffset()).isEqualTo(100);
            assertThat(rows.lastOffset()).isEqualTo(103);
            assertThat(rows.firstTimestamp()).isEqualTo(Instant.ofEpochMilli(5_000));
            assertThat(rows.rows().get(Table.RUNS)).extracting(Row::partition, Row::offset)
                    .containsExactly(tuple(2, 100L), tuple(2, 103L));
            assertThat(rows.rows().get(Table.STEPS)).hasSize(6);
            assertThat(rows.rows().get(Table.CALLS)).hasSize(1);
        });
    }

    @Test
    void shouldKeepAnUnreadableRecordApartButInTheRange() {
        ConsumerRecord<byte[], byte[]> poison = record(0, 7, 1_000, "{".getBytes(UTF_8));

        PollBatch poll = readOne(List.of(poison, record(0, 8, 2_000, envelope(2))));

        assertThat(poll.unreadable()).containsOnlyKeys(poison);
        assertThat(poll.unreadable().get(poison)).startsWith("RunEnvelope: not valid JSON");
        assertThat(poll.rows().firstOffset()).isEqualTo(7);
        assertThat(poll.rows().rows().get(Table.RUNS)).hasSize(1);
        assertThat(poll.emittedAt()).hasSize(1);
    }

    @Test
    void shouldReadNoRowOfAnEnvelopeWhoseLastRowIsUnreadable() {
        byte[] envelope = new String(envelope(3), UTF_8).replaceFirst("\"call_id\":(?!.*\"call_id\":)", "\"other\":")
                .getBytes(UTF_8);

        PollBatch poll = readOne(List.of(record(0, 7, 1_000, envelope)));

        assertThat(poll.unreadable().values()).containsExactly(
                "RunEnvelope: required field 'api_calls[2].call_id' is missing");
        assertThat(poll.rows().rows()).isEmpty();
    }

    @Test
    void shouldNotReadARecordThatIsLargerThanTheContractAllows() {
        byte[] envelope = new String(envelope(1), UTF_8)
                .replaceFirst("\"error_message\":null", "\"error_message\":\"" + "x".repeat(21_000_000) + "\"")
                .getBytes(UTF_8);

        PollBatch poll = readOne(List.of(record(0, 7, 1_000, envelope), record(0, 8, 2_000, envelope(2))));

        assertThat(poll.unreadable().values()).containsExactly(
                "RunEnvelope: " + envelope.length + " bytes, and a record has at most 4194304");
        assertThat(poll.rows().rows().get(Table.RUNS)).hasSize(1);
    }

    @Test
    void shouldCountTheBytesInMemoryOfKeyValueAndHeaders() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(Topics.RUN_ENVELOPES, 0, 7, 0, TimestampType.CREATE_TIME,
                0, 0, new byte[100], new byte[10_000],
                new RecordHeaders().add("large", new byte[300_000]).add("none", null), Optional.empty());

        assertThat(readOne(List.of(record)).bytes()).isEqualTo(BatchReader.OVERHEAD + 100 + 10_000 + 300_000 + 9);
    }

    private PollBatch readOne(List<ConsumerRecord<byte[], byte[]>> records) {
        return reader.read(records(Map.of(0, records))).get(0);
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
