package dev.tavilypipeline.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import io.smallrye.reactive.messaging.memory.InMemorySink;

/** What is sent, without a broker: that it arrives, and what happens while it cannot, each service tests with a real one. */
@QuarkusTest
class DeadLettersTest {

    @Inject
    DeadLetters deadLetters;

    @Inject
    MeterRegistry metrics;

    @Inject
    @Connector("smallrye-in-memory")
    InMemoryConnector connector;

    private InMemorySink<byte[]> sent;

    @BeforeEach
    void forgetEarlierOnes() {
        sent = connector.sink("dead-letters");
        sent.clear();
    }

    @Test
    void shouldSendTheRecordAsItWasReadToItsOwnDeadLetters() {
        byte[] broken = { '{', (byte) 0xFF };
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("run.events", 7, 4711, "a run".getBytes(UTF_8), broken);
        record.headers().add("ce_id", "e1:run_started".getBytes(UTF_8));

        deadLetters.send(record, "not valid JSON").await().indefinitely();

        assertThat(sent.received()).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isSameAs(broken);
            OutgoingKafkaRecordMetadata<?> kafka = kafka(message);
            assertThat(kafka.getTopic()).isEqualTo("run.events.dlq");
            assertThat(kafka.getKey()).isEqualTo("a run".getBytes(UTF_8));
            assertThat(texts(kafka.getHeaders()))
                    .contains(entry("ce_id", "e1:run_started"),
                            entry("dlq_reason", "not valid JSON"),
                            entry("dlq_topic", "run.events"),
                            entry("dlq_partition", "7"),
                            entry("dlq_offset", "4711"),
                            entry("dlq_service", "service-kit-test"))
                    .hasEntrySatisfying("dlq_time", time -> assertThat(Instant.parse(time)).isAfter(Instant.EPOCH));
        });
    }

    @Test
    void shouldLeaveTheHeadersOfTheRecordItself() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("run.events", 0, 1, null, new byte[] { '{' });

        deadLetters.send(record, "not valid JSON").await().indefinitely();

        assertThat(record.headers()).isEmpty();
    }

    @Test
    void shouldSendARecordWithoutKeyAndValue() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("research.jobs", 0, 1, null, null);

        deadLetters.send(record, "the record has no value").await().indefinitely();

        assertThat(sent.received()).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isNull();
            assertThat(kafka(message).getTopic()).isEqualTo("research.jobs.dlq");
        });
    }

    @Test
    void shouldTellOfARecordThatIsTooLargeToBeCopied() {
        byte[] large = new byte[Topics.MAX_RECORD_BYTES + 64 * 1024];
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("run.events", 7, 4711, 0, TimestampType.CREATE_TIME, 5,
                large.length, "a run".getBytes(UTF_8), large, new RecordHeaders(), Optional.empty());
        record.headers().add("ce_id", "e1:run_started".getBytes(UTF_8));

        deadLetters.send(record, "not UTF-8 " + "x".repeat(5_000)).await().indefinitely();

        assertThat(sent.received()).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isNull();
            assertThat(kafka(message).getKey()).isEqualTo("a run".getBytes(UTF_8));
            assertThat(texts(kafka(message).getHeaders()))
                    .contains(entry("dlq_value_bytes", Integer.toString(large.length)),
                            entry("dlq_value_start", "\0".repeat(1024)), entry("dlq_offset", "4711"))
                    .doesNotContainKey("ce_id")
                    .hasEntrySatisfying("dlq_reason", reason -> assertThat(reason).startsWith("not UTF-8").hasSize(1_000));
        });
    }

    @Test
    void shouldTellOfARecordThatWasTooLargeToBeUnpacked() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("run.events", 7, 4711, "a run".getBytes(UTF_8), null);
        record.headers().add("dlq_value_bytes", "90000000".getBytes(UTF_8)).add("dlq_value_start", "{".getBytes(UTF_8));

        deadLetters.send(record, "the record has no value").await().indefinitely();

        assertThat(sent.received()).singleElement().satisfies(message -> {
            assertThat(message.getPayload()).isNull();
            assertThat(texts(kafka(message).getHeaders()))
                    .contains(entry("dlq_value_bytes", "90000000"), entry("dlq_value_start", "{"), entry("dlq_offset", "4711"))
                    .containsEntry("dlq_reason",
                            "the record unpacks to more than the 4259840 bytes that it may have, its value to"
                                    + " 90000000");
        });
    }

    @Test
    void shouldLeaveOutAKeyAndHeadersThatAreTooLarge() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("run.events", 0, 1, new byte[3 * 1024 * 1024],
                new byte[] { '{' });
        record.headers().add("h", new byte[2 * 1024 * 1024]);

        deadLetters.send(record, "not valid JSON").await().indefinitely();

        assertThat(sent.received()).singleElement().satisfies(message -> {
            assertThat(kafka(message).getKey()).isNull();
            assertThat(texts(kafka(message).getHeaders())).doesNotContainKey("h");
        });
    }

    @Test
    void shouldCountThemByTopic() {
        double before = counted();

        deadLetters.send(new ConsumerRecord<>("run.envelopes", 0, 1, null, new byte[] { '{' }), "not valid JSON").await()
                .indefinitely();

        assertThat(counted()).isEqualTo(before + 1);
    }

    private double counted() {
        return metrics.counter("pipeline.dead.letters", "topic", "run.envelopes").count();
    }

    private static OutgoingKafkaRecordMetadata<?> kafka(Message<?> message) {
        return message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow();
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new HashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), UTF_8)));
        return texts;
    }
}
