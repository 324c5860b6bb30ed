package dev.tavilypipeline.collector.abandon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.start.Ports;

/** One partition each, of a topic of its own for each test. */
class KafkaReadProgressIT {

    private static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
    private static final byte[] VALUE = "fact".getBytes(UTF_8);

    private static EmbeddedKafka kafka;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final String group = "group-" + UUID.randomUUID();
    private final KafkaReadProgress progress = new KafkaReadProgress(Map.of("bootstrap.servers", kafka.bootstrapServers()),
            group, clock());

    @BeforeAll
    static void start() throws IOException {
        kafka = new EmbeddedKafka(Files.createTempDirectory("kafka"), Ports.free());
        kafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @BeforeEach
    void readAll() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            for (String topic : List.of(Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS)) {
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition())).toList();
                consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
            }
            consumer.commitSync(ends);
        }
    }

    @Test
    void shouldHaveReadUntilNowWhereNothingIsToBeRead() {
        assertThat(progress.readUntil()).isEqualTo(START);

        now.set(START.plusSeconds(60));

        assertThat(progress.readUntil()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void shouldNotPassTheTimeWhenTheTopicsHadMoreThanWasRead() throws Exception {
        progress.readUntil();
        TopicPartition partition = new TopicPartition(Topics.RUN_EVENTS, 1);
        long first = send(partition, false);
        now.set(START.plusSeconds(60));
        assertThat(progress.readUntil()).isEqualTo(START);

        commit(partition, first + 1);
        send(partition, false);
        now.set(START.plusSeconds(120));

        assertThat(progress.readUntil()).as("what came later is not read yet").isEqualTo(START.plusSeconds(60));
    }

    @Test
    void shouldCountARecordAsUnreadWhateverItsTimestamp() throws Exception {
        progress.readUntil();
        now.set(START.plusSeconds(60));
        TopicPartition partition = new TopicPartition(Topics.RUN_EVENTS, 2);
        sendStamped(partition, 1L);
        sendStamped(partition, START.plusSeconds(86_400).toEpochMilli());

        assertThat(progress.readUntil()).isEqualTo(START);
    }

    @Test
    void shouldNotWaitForRecordsThatHaveExpired() throws Exception {
        TopicPartition partition = new TopicPartition(Topics.RESEARCH_JOBS, 3);
        long last = send(partition, false);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(last + 1))).all().get();
        }

        assertThat(progress.readUntil()).isEqualTo(START);
    }

    @Test
    void shouldNotWaitForPartitionsOfWhichAllExpiredBeforeTheGroupCommitted() throws Exception {
        TopicPartition partition = new TopicPartition(Topics.RESEARCH_JOBS, 4);
        long last = send(partition, false);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(last + 1))).all().get();
            admin.deleteConsumerGroupOffsets(group, Set.of(partition)).all().get();
        }

        assertThat(progress.readUntil()).isEqualTo(START);
    }

    @Test
    void shouldNotWaitForTheEndOfATransaction() throws Exception {
        TopicPartition partition = new TopicPartition(Topics.RUN_EVENTS, 5);
        long last = send(partition, true);
        // the broker writes the mark after it has answered
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            await().until(() -> consumer.endOffsets(Set.of(partition)).get(partition) > last);
        }
        assertThat(progress.readUntil()).as("unread").isEqualTo(Instant.MIN);

        commit(partition, last + 1);

        assertThat(progress.readUntil()).isEqualTo(START);
    }

    @Test
    void shouldNotKnowWhileKafkaDoesNotAnswer() {
        kafka.stop();

        assertThat(progress.readUntil()).isEqualTo(Instant.MIN);
        kafka.start();
    }

    private Clock clock() {
        return ((java.time.InstantSource) now::get).withZone(ZoneOffset.UTC);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", group,
                "isolation.level", "read_committed"), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void commit(TopicPartition partition, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        }
    }

    private static long send(TopicPartition partition, boolean inTransaction) throws InterruptedException, ExecutionException {
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        if (inTransaction) {
            config.put("transactional.id", "test");
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(config, new ByteArraySerializer(),
                new ByteArraySerializer())) {
            if (!inTransaction) {
                return producer.send(record(partition, null)).get().offset();
            }
            producer.initTransactions();
            producer.beginTransaction();
            long offset = producer.send(record(partition, null)).get().offset();
            producer.commitTransaction();
            return offset;
        }
    }

    private static void sendStamped(TopicPartition partition, long timestamp) throws InterruptedException, ExecutionException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(partition, timestamp)).get();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(TopicPartition partition, Long timestamp) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), timestamp, null, VALUE);
    }
}
