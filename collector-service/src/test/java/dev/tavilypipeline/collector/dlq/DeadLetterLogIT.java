package dev.tavilypipeline.collector.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.Topics;

/** What is sent back, what is not, and what is remembered of it; each test with a topic of its own. */
class DeadLetterLogIT {

    private static final int LARGE = 3_000_000;

    private static DeadLetterTopics topics;
    private static Producer<byte[], byte[]> producer;
    private static DeadLetterLog log;

    @BeforeAll
    static void start() {
        topics = DeadLetterTopics.start();
        producer = new DeadLetterBeans().producer(config());
        log = logWith(producer);
    }

    @AfterAll
    static void stop() {
        producer.close();
        topics.close();
    }

    @Test
    void shouldPassOverWhatWasTooLargeToBeCopied() throws InterruptedException {
        String topic = Topics.RUN_ENVELOPES;
        topics.bury(topic, 1, "k", new byte[0], Map.of(DeadLetterHeaders.VALUE_BYTES, "5000000"));
        topics.bury(topic, 2, "k", null, Map.of(DeadLetterHeaders.VALUE_BYTES, "6000000"));
        topics.bury(topic, 3, "k", new byte[7], Map.of(DeadLetterHeaders.VALUE_BYTES, "7"));
        topics.bury(topic, 4, "k", null, Map.of());

        assertThat(log.list(topic::equals, false, 10).entries()).extracting(DeadLetter::valueBytes)
                .containsExactly(5_000_000L, 6_000_000L, null, null);
        assertThat(log.redrive(topic::equals, 10)).isEqualTo(new DeadLetterLog.Redriven(2, 2, 0));
        assertThat(topics.read(topic, record -> record.value() == null ? null : record.value().length))
                .containsExactly(7, null);
        assertThat(topics.read(topic, record -> List.of(record.headers().toArray()))).allSatisfy(
                headers -> assertThat(headers).extracting(Header::key).containsExactly("ce_id"));
    }

    @Test
    void shouldSendBackOneOfTheCopiesOfARecord() throws InterruptedException {
        String topic = Topics.RESEARCH_JOBS;
        topics.bury(topic, 7, "k", new byte[1], Map.of("dlq_service", "agent-service"));
        topics.bury(topic, 8, "k", new byte[2], Map.of("dlq_service", "agent-service"));
        topics.bury(topic, 7, "k", new byte[1], Map.of("dlq_service", "collector-service"));

        assertThat(log.redrive(topic::equals, 10)).isEqualTo(new DeadLetterLog.Redriven(2, 0, 0));

        assertThat(topics.read(topic, record -> record.value().length)).containsExactly(1, 2);
    }

    @Test
    void shouldGoOnBehindWhatWasAcknowledgedBeforeAFailure() throws InterruptedException {
        String topic = Topics.RUN_EVENTS;
        for (int number = 1; number <= 6; number++) {
            topics.bury(topic, number, "k", new byte[LARGE + number], Map.of());
        }
        try (Producer<byte[], byte[]> failing = new FailingProducer(4)) {
            assertThatThrownBy(() -> logWith(failing).redrive(topic::equals, 10))
                    .hasMessageContaining("could not be sent back");
        }

        assertThat(log.waiting()).containsEntry(topic, 4L);
        assertThat(log.redrive(topic::equals, 3)).isEqualTo(new DeadLetterLog.Redriven(3, 0, 1));
        assertThat(log.list(topic::equals, true, 10).entries()).extracting(DeadLetter::redriven)
                .containsExactly(true, true, true, true, true, false);
        // the third was acknowledged, but not the step that it belonged to
        assertThat(topics.read(topic, record -> record.value().length - LARGE)).containsExactly(1, 2, 3, 3, 4, 5);
    }

    @Test
    void shouldShowNoMoreThanTheBeginningOfALongKey() throws InterruptedException {
        String topic = Topics.RESEARCH_CANCELLATIONS;
        topics.bury(topic, 1, "k".repeat(LARGE), new byte[1], Map.of());

        assertThat(log.list(topic::equals, false, 10).entries()).singleElement().satisfies(
                entry -> assertThat(entry.key()).hasSize(1_024));
    }

    private static Map<String, Object> config() {
        return Map.of("bootstrap.servers", topics.bootstrapServers());
    }

    private static DeadLetterLog logWith(Producer<byte[], byte[]> producer) {
        return new DeadLetterBeans().deadLetterLog(config(), producer);
    }

    /** Kafka's own, which fails at one of its records. */
    private static final class FailingProducer extends KafkaProducer<byte[], byte[]> {

        private int untilFailure;

        FailingProducer(int failsAt) {
            super(Map.of("bootstrap.servers", topics.bootstrapServers(), "max.request.size", 4_259_840),
                    new ByteArraySerializer(), new ByteArraySerializer());
            untilFailure = failsAt;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return --untilFailure == 0 ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
                    : super.send(record);
        }
    }
}
