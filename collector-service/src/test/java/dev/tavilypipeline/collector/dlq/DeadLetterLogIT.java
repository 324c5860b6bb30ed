package dev.tavilypipeline.collector.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;

import dev.tavilypipeline.collector.store.RedriveStore;
import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.kit.kafka.ClientSettings;

/** A record is sent back once, whatever fails and however many copies, operators and replicas there are. */
class DeadLetterLogIT {

    private static final String TOPIC = Topics.RESEARCH_JOBS;
    private static final int LARGE = 1_500_000;

    private static DeadLetterTopics topics;
    private static MongoClient mongo;
    private static Admin admin;

    private final RedriveStore store = new RedriveStore(
            mongo.getDatabase("test-" + UUID.randomUUID()).getCollection("redrives"), Clock.systemUTC());

    @BeforeAll
    static void start() {
        topics = DeadLetterTopics.start();
        mongo = MongoClients.create(topics.mongo().uri());
        admin = Admin.create(ClientSettings.ofAdmin(config()));
    }

    @BeforeEach
    void recreate() throws InterruptedException {
        topics.recreate(TOPIC);
        topics.recreate(Topics.deadLettersOf(TOPIC));
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ZERO);
        mongo.close();
        topics.close();
    }

    @Test
    void shouldPassOverDeadLettersThatWereTooLargeToBeCopied() throws InterruptedException {
        topics.write(TOPIC, 1, "k", new byte[0], Map.of(DeadLetterHeaders.VALUE_BYTES, "5000000"));
        topics.write(TOPIC, 2, "k", null, Map.of(DeadLetterHeaders.VALUE_BYTES, "6000000"));
        topics.write(TOPIC, 3, "k", new byte[7], Map.of(DeadLetterHeaders.VALUE_BYTES, "7"));
        topics.write(TOPIC, 4, "k", null, Map.of());

        assertThat(log().list(TOPIC::equals, false, 10).entries()).extracting(DeadLetter::valueBytes)
                .containsExactly(5_000_000L, 6_000_000L, null, null);
        assertThat(log().redrive(TOPIC::equals, 10)).isEqualTo(new DeadLetterLog.Redriven(2, 2, 0));
        assertThat(topics.read(TOPIC, record -> record.value() == null ? null : record.value().length))
                .containsExactly(7, null);
        assertThat(topics.read(TOPIC, record -> List.of(record.headers().toArray()))).allSatisfy(
                headers -> assertThat(headers).extracting(Header::key).containsExactly("ce_id"));
    }

    @Test
    void shouldSendBackOneOfTheCopiesOfARecord() throws InterruptedException {
        topics.write(TOPIC, 7, "k", new byte[1], Map.of("dlq_service", "agent-service"));
        topics.write(TOPIC, 8, "k", new byte[2], Map.of("dlq_service", "agent-service"));
        topics.write(TOPIC, 7, "k", new byte[1], Map.of("dlq_service", "collector-service"));

        assertThat(log().redrive(TOPIC::equals, 10)).isEqualTo(new DeadLetterLog.Redriven(2, 0, 0));

        assertThat(sentBack()).containsExactly(1, 2);
    }

    @Test
    void shouldNotSendBackACopyThatArrivesAfterTheRecordWasRedriven() throws InterruptedException {
        topics.write(TOPIC, 7, "k", new byte[1], Map.of("dlq_service", "agent-service"));
        log().redrive(TOPIC::equals, 10);
        topics.write(TOPIC, 7, "other partition", new byte[1], Map.of("dlq_service", "collector-service"));

        assertThat(log().redrive(TOPIC::equals, 10)).isEqualTo(new DeadLetterLog.Redriven(0, 0, 0));

        assertThat(sentBack()).containsExactly(1);
    }

    @Test
    void shouldSendBackEachRecordOnceAfterAFailureInTheMiddleOfAStep() throws InterruptedException {
        for (int number = 1; number <= 6; number++) {
            topics.write(TOPIC, number, "k", new byte[LARGE + number], Map.of());
        }
        assertThatThrownBy(() -> log(() -> new FailingProducer(4)).redrive(TOPIC::equals, 10)).hasMessage("refused");

        assertThat(log().waiting()).containsEntry(TOPIC, 4L);
        assertThat(log().redrive(TOPIC::equals, 3)).isEqualTo(new DeadLetterLog.Redriven(3, 0, 1));
        assertThat(log().list(TOPIC::equals, true, 10).entries()).extracting(DeadLetter::redriven)
                .containsExactly(true, true, true, true, true, false);
        assertThat(sentBack()).extracting(length -> length - LARGE).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void shouldSendBackOnceWhatTwoReplicasRedriveAtTheSameTime() throws InterruptedException {
        topics.write(TOPIC, 1, "k", new byte[1], Map.of());
        topics.write(TOPIC, 2, "k", new byte[2], Map.of());

        assertThatThrownBy(() -> log(() -> new OvertakenProducer(() -> log().redrive(TOPIC::equals, 10)))
                .redrive(TOPIC::equals, 10)).isInstanceOf(ProducerFencedException.class);

        assertThat(sentBack()).containsExactly(1, 2);
        assertThat(log().waiting()).containsEntry(TOPIC, 0L);
    }

    @Test
    void shouldKnowWhatWasSentBackWhenKafkaHasForgottenTheOffsets() throws Exception {
        topics.write(TOPIC, 1, "k", new byte[1], Map.of());
        log().redrive(TOPIC::equals, 10);

        admin.deleteConsumerGroups(List.of("dlq-redrive")).all().get();

        assertThat(log().waiting()).containsEntry(TOPIC, 0L);
        assertThat(log().redrive(TOPIC::equals, 10)).isEqualTo(new DeadLetterLog.Redriven(0, 0, 0));
    }

    @Test
    void shouldListWhatIsInATopicThatWasCreatedAnew() throws Exception {
        topics.write(TOPIC, 1, "k", new byte[1], Map.of());
        topics.write(TOPIC, 2, "k", new byte[2], Map.of());
        log().redrive(TOPIC::equals, 10);

        topics.recreate(Topics.deadLettersOf(TOPIC));
        topics.write(TOPIC, 1, "k", new byte[3], Map.of());

        assertThat(log().waiting()).containsEntry(TOPIC, 1L);
        assertThat(log().redrive(TOPIC::equals, 10).redriven()).isEqualTo(1);
    }

    @Test
    void shouldFailWithinSecondsWhileKafkaDoesNotAnswer() {
        log().waiting();
        topics.kafka().stop();
        long start = System.nanoTime();

        assertThatThrownBy(() -> log().waiting()).isInstanceOf(RetriableException.class);
        assertThatThrownBy(() -> log().list(topic -> true, false, 10)).isInstanceOf(RetriableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        topics.kafka().start();
    }

    @Test
    void shouldShowNoMoreThanTheBeginningOfALongKey() throws InterruptedException {
        topics.write(TOPIC, 1, "k".repeat(2 * LARGE), new byte[1], Map.of());

        assertThat(log().list(TOPIC::equals, false, 10).entries()).singleElement().satisfies(
                entry -> assertThat(entry.key()).hasSize(1_024));
    }

    private List<Integer> sentBack() {
        return topics.read(TOPIC, record -> record.value().length);
    }

    private static Map<String, Object> config() {
        return Map.of("bootstrap.servers", topics.bootstrapServers());
    }

    private DeadLetterLog log() {
        return log(() -> DeadLetterBeans.producer(config()));
    }

    private DeadLetterLog log(Supplier<Producer<byte[], byte[]>> producers) {
        return new DeadLetterLog(() -> DeadLetterBeans.consumer(config()), producers, admin, store);
    }

    /** Fails at one of its records, when those before it are on their way. */
    private static final class FailingProducer extends KafkaProducer<byte[], byte[]> {

        private int untilFailure;

        FailingProducer(int failsAt) {
            super(DeadLetterBeans.producerSettings(config()), new ByteArraySerializer(), new ByteArraySerializer());
            untilFailure = failsAt;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            if (--untilFailure == 0) {
                throw new KafkaException("refused");
            }
            return sent(super.send(record));
        }
    }

    /** Lets another redrive run between its records and its commit. */
    private static final class OvertakenProducer extends KafkaProducer<byte[], byte[]> {

        private final Runnable other;

        OvertakenProducer(Runnable other) {
            super(DeadLetterBeans.producerSettings(config()), new ByteArraySerializer(), new ByteArraySerializer());
            this.other = other;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            Future<RecordMetadata> sent = sent(super.send(record));
            if (record.value().length == 2) {
                other.run();
            }
            return sent;
        }
    }

    private static Future<RecordMetadata> sent(Future<RecordMetadata> record) {
        try {
            record.get();
            return record;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new KafkaException(e);
        }
    }
}
