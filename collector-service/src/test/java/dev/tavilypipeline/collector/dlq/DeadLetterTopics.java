package dev.tavilypipeline.collector.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

import dev.tavilypipeline.contract.DeadLetterHeaders;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.kafka.EmbeddedKafka;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;

/** A Kafka to which a test writes dead letters and from which it reads what was sent back; and a MongoDB for claims. */
record DeadLetterTopics(EmbeddedKafka kafka, KafkaProducer<byte[], byte[]> producer, EmbeddedMongo mongo)
        implements
            AutoCloseable {

    static DeadLetterTopics start() {
        try {
            EmbeddedKafka kafka = new EmbeddedKafka(Files.createTempDirectory("kafka"), Ports.free());
            kafka.start();
            EmbeddedMongo mongo = new EmbeddedMongo(Files.createTempDirectory("mongo"), Ports.free());
            mongo.start();
            return new DeadLetterTopics(kafka, new KafkaProducer<>(
                    Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.request.size", 4_259_840),
                    new ByteArraySerializer(), new ByteArraySerializer()), mongo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** A copy of the record at the offset of partition 0, as a service makes it. */
    void write(String topic, long offset, String key, byte[] value, Map<String, String> more) throws InterruptedException {
        ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(Topics.deadLettersOf(topic), key.getBytes(UTF_8), value);
        copy.headers().add("ce_id", "own".getBytes(UTF_8))
                .add(DeadLetterHeaders.TOPIC, topic.getBytes(UTF_8))
                .add(DeadLetterHeaders.PARTITION, "0".getBytes(UTF_8))
                .add(DeadLetterHeaders.OFFSET, Long.toString(offset).getBytes(UTF_8));
        more.forEach((name, text) -> copy.headers().add(name, text.getBytes(UTF_8)));
        try {
            producer.send(copy).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the topic has its leaders again. */
    void recreate(String topic) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            Awaitility.await().ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic(topic, Topics.PARTITIONS, (short) 1))).all().get();
                return true;
            });
            Awaitility.await().ignoreExceptions().until(() -> admin.listOffsets(IntStream.range(0, Topics.PARTITIONS).boxed()
                    .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest())))
                    .all().get().size() == Topics.PARTITIONS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The committed records of a topic. */
    <T> List<T> read(String topic, Function<ConsumerRecord<byte[], byte[]>, T> wanted) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<T> found = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> found.add(wanted.apply(record)));
            }
            return found;
        }
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
        mongo.close();
    }
}
