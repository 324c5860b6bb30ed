package dev.tavilypipeline.kit.kafka.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class PollLimitTest {

    private static final TopicPartition FIRST = new TopicPartition("run.events", 0);
    private static final TopicPartition SECOND = new TopicPartition("run.events", 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final PollLimit limit = new PollLimit(100, () -> consumer);
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new LinkedHashMap<>();

    PollLimitTest() {
        consumer.assign(List.of(FIRST, SECOND));
        consumer.seek(FIRST, 50);
        consumer.seek(SECOND, 50);
    }

    @Test
    void shouldLeaveOutWhatExceedsTheLimitAndReadItNext() {
        read(FIRST, 7, 40);
        read(FIRST, 8, 61);
        read(FIRST, 9, 1);
        read(SECOND, 3, 1);

        ConsumerRecords<byte[], byte[]> admitted = limit.admitted(polled());

        assertThat(admitted).extracting(ConsumerRecord::offset).containsExactly(7L);
        assertThat(admitted.nextOffsets()).containsEntry(FIRST, new OffsetAndMetadata(8))
                .containsEntry(SECOND, new OffsetAndMetadata(3));
        assertThat(consumer.position(FIRST)).isEqualTo(8);
        assertThat(consumer.position(SECOND)).isEqualTo(3);
    }

    @Test
    void shouldAdmitARecordThatExceedsTheLimitAlone() {
        read(FIRST, 8, 61);
        limit.admitted(polled());
        polled.clear();
        read(FIRST, 9, 500);
        read(FIRST, 10, 1);

        assertThat(limit.admitted(polled())).extracting(ConsumerRecord::offset).containsExactly(9L);
        assertThat(consumer.position(FIRST)).isEqualTo(10);
    }

    @Test
    void shouldCountHeadersAndDropThoseOfARecordThatIsLeftOut() {
        read(FIRST, 7, 10);
        Headers large = new RecordHeaders().add("h", new byte[95]);
        read(FIRST, 8, 1, large);

        assertThat(limit.admitted(polled())).extracting(ConsumerRecord::offset).containsExactly(7L);
        assertThat(large).isEmpty();
    }

    @Test
    void shouldReturnAPollWithinTheLimitAsItIs() {
        read(FIRST, 7, 50);
        read(SECOND, 3, 45);
        ConsumerRecords<byte[], byte[]> all = polled();

        assertThat(limit.admitted(all)).isSameAs(all);
        assertThat(consumer.position(FIRST)).isEqualTo(50);
    }

    private void read(TopicPartition partition, long offset, int bytes) {
        read(partition, offset, bytes, new RecordHeaders());
    }

    /** As Kafka's consumer does it: the key first, then the value. */
    private void read(TopicPartition partition, long offset, int bytes, Headers headers) {
        byte[] key = limit.key("k".getBytes(UTF_8));
        byte[] value = limit.value(headers, new byte[bytes]);
        polled.computeIfAbsent(partition, none -> new ArrayList<>()).add(new ConsumerRecord<>(partition.topic(),
                partition.partition(), offset, 0, TimestampType.CREATE_TIME, key.length, value.length, key, value, headers,
                Optional.empty()));
    }

    private ConsumerRecords<byte[], byte[]> polled() {
        return new ConsumerRecords<>(polled, Map.of(FIRST, new OffsetAndMetadata(50), SECOND, new OffsetAndMetadata(50)));
    }
}
