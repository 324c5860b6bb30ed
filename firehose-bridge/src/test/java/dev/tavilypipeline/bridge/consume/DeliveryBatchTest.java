package dev.tavilypipeline.bridge.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.Envelopes;
import dev.tavilypipeline.bridge.deliver.RejectedRow;
import dev.tavilypipeline.bridge.split.Row;
import dev.tavilypipeline.bridge.split.Table;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.json.ContractJson;

class DeliveryBatchTest {

    private final ConsumerRecord<byte[], byte[]> first = record(3, 10, ContractJson.write(Envelopes.withCalls(2)));
    private final ConsumerRecord<byte[], byte[]> unreadable = record(3, 11, "{".getBytes(UTF_8));
    private final ConsumerRecord<byte[], byte[]> second = record(3, 12, ContractJson.write(Envelopes.withCalls(2)));
    private final DeliveryBatch batch = batch(List.of(first, unreadable, second));

    @Test
    void shouldSendTheRecordOfARejectedRowToTheDeadLettersOnce() {
        List<Row> calls = batch.ranges().get(0).rowsOf(Table.CALLS);

        Map<ConsumerRecord<byte[], byte[]>, String> dead = batch
                .deadLetters(List.of(new RejectedRow(calls.get(2), "too large"), new RejectedRow(calls.get(3), "again")));

        assertThat(dead).containsOnlyKeys(unreadable, second).containsEntry(second, "too large");
        assertThat(dead.get(unreadable)).startsWith("RunEnvelope: not valid JSON");
    }

    @Test
    void shouldNotAcceptARowOfAnotherBatch() {
        Row other = batch(List.of(record(3, 99, ContractJson.write(Envelopes.withCalls(0))))).ranges().get(0).rowsOf(Table.RUNS)
                .get(0);

        assertThatIllegalArgumentException().isThrownBy(() -> batch.deadLetters(List.of(new RejectedRow(other, "no"))));
    }

    private static DeliveryBatch batch(List<ConsumerRecord<byte[], byte[]>> records) {
        DeliveryBatch batch = new DeliveryBatch();
        new BatchReader().read(new ConsumerRecords<>(Map.of(new TopicPartition(Topics.RUN_ENVELOPES, 3), records),
                Map.of())).forEach(batch::add);
        return batch;
    }

    private static ConsumerRecord<byte[], byte[]> record(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>(Topics.RUN_ENVELOPES, partition, offset, null, value);
    }
}
