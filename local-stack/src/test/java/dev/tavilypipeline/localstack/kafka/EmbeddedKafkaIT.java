package dev.tavilypipeline.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.start.StartFailedException;

class EmbeddedKafkaIT {

    @TempDir
    Path dir;
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() {
        long start = System.nanoTime();
        kafka = new EmbeddedKafka(dir.resolve("kafka"), Ports.free());
        kafka.start();
        System.out.println("kafka ready took_ms=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void shouldHaveTheContractsTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<String, TopicDescription> topics = admin.describeTopics(Topics.ALL.stream().map(Topics.Topic::name).toList())
                    .allTopicNames().get();

            assertThat(topics).hasSize(Topics.ALL.size());
            assertThat(topics.values()).allSatisfy(topic -> assertThat(topic.partitions()).hasSize(Topics.PARTITIONS)
                    .allSatisfy(partition -> assertThat(partition.leader()).isNotNull()));
            for (Topics.Topic topic : Topics.ALL) {
                assertThat(settings(admin, topic.name())).containsAllEntriesOf(topic.config());
            }
        }
    }

    @Test
    void shouldBringTheSettingsOfAnExistingTopicUpToDate() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            ConfigResource jobs = new ConfigResource(ConfigResource.Type.TOPIC, Topics.RESEARCH_JOBS);
            admin.incrementalAlterConfigs(Map.of(jobs, List.of(
                    new AlterConfigOp(new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET)))).all().get();
        }

        kafka.stop();
        kafka.start();

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(settings(admin, Topics.RESEARCH_JOBS)).containsEntry("retention.ms",
                    Long.toString(Duration.ofDays(30).toMillis()));
        }
    }

    private static Map<String, String> settings(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(entry -> entry.value() != null)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }

    @Test
    void shouldCarryTheLargestRecordAtOnce() throws Exception {
        byte[] largest = new byte[Topics.MAX_RECORD_BYTES];

        send("run", largest);

        assertThat(read(1)).singleElement().satisfies(record -> assertThat(record.value()).hasSize(largest.length));
    }

    @Test
    void shouldKeepRecordsAndOffsetsOverARestart() throws Exception {
        send("before", new byte[] { 1 });
        assertThat(read(1)).hasSize(1);
        String address = kafka.bootstrapServers();

        kafka.stop();
        kafka.start();
        send("after", new byte[] { 2 });

        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        assertThat(read(1)).extracting(ConsumerRecord::key).containsExactly("after");
    }

    @Test
    void shouldSayThatThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedKafka second = new EmbeddedKafka(dir.resolve("second"), taken.getLocalPort())) {
            assertThatThrownBy(second::start).isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for Kafka is in use");
        }
    }

    private void send(String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "max.request.size",
                        Topics.MAX_RECORD_BYTES + 64 * 1024),
                new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RUN_EVENTS, key, value)).get();
        }
    }

    private List<ConsumerRecord<String, byte[]>> read(int count) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "group.id", "reader", "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.RUN_EVENTS));
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            consumer.commitSync();
            return records;
        }
    }
}
