package dev.tavilypipeline.bridge.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.bridge.deliver.PartitionRows;
import dev.tavilypipeline.contract.Topics;

class DeliveredOffsetsTest {

    private static final TopicPartition ONE = new TopicPartition(Topics.RUN_ENVELOPES, 1);
    private static final TopicPartition TWO = new TopicPartition(Topics.RUN_ENVELOPES, 2);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    private final DeliveredOffsets offsets = new DeliveredOffsets();

    @Test
    void shouldCommitTheOffsetAfterTheLastDeliveredRecordOnce() {
        consumer.assign(List.of(ONE, TWO));
        offsets.add(batch(1, 10, 19));
        offsets.add(batch(1, 20, 29));
        offsets.add(batch(2, 5, 5));

        offsets.commit(consumer);

        assertThat(committed()).containsOnly(Map.entry(ONE, 30L), Map.entry(TWO, 6L));
        assertThat(offsets.isEmpty()).isTrue();
    }

    @Test
    void shouldKeepOffsetsThatCouldNotBeCommitted() {
        consumer.assign(List.of(ONE));
        offsets.add(batch(1, 10, 19));
        consumer.close();

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> offsets.commit(consumer));

        assertThat(offsets.isEmpty()).isFalse();
    }

    @Test
    void shouldNotCommitAPartitionOfAnotherOwner() {
        consumer.assign(List.of(ONE));
        offsets.add(batch(1, 10, 19));
        offsets.add(batch(2, 5, 5));

        offsets.commit(consumer);

        assertThat(committed()).containsOnly(Map.entry(ONE, 20L));
        assertThat(offsets.isEmpty()).isTrue();
    }

    @Test
    void shouldCommitARevokedPartitionAndLeaveTheOthersToTheNextCommit() {
        consumer.assign(List.of(ONE, TWO));
        offsets.add(batch(1, 10, 19));
        offsets.add(batch(2, 5, 5));

        offsets.commitRevoked(consumer, List.of(TWO));

        assertThat(committed()).containsOnly(Map.entry(TWO, 6L));
        assertThat(offsets.isEmpty()).isFalse();
    }

    private Map<TopicPartition, Long> committed() {
        return consumer.committed(Set.of(ONE, TWO)).entrySet().stream().filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> offset(entry.getValue())));
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed.offset();
    }

    private static DeliveryBatch batch(int partition, long first, long last) {
        DeliveryBatch batch = new DeliveryBatch();
        batch.add(new PollBatch(List.of(), PartitionRows.of(partition, first, last, Instant.EPOCH, List.of()), List.of(),
                Map.of(), 1));
        return batch;
    }
}
