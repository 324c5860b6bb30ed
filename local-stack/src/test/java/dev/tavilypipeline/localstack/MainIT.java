package dev.tavilypipeline.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;

import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.start.Ports;

/** The packaged program as a process. */
class MainIT {

    private final List<Integer> ports = Ports.free(3);

    @TempDir
    Path dir;
    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldLoseNothingThatWasAcknowledgedWhenItIsKilled() throws Exception {
        startAndAwaitReady();
        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + ports.get(1))) {
            runs(client).insertMany(IntStream.range(0, 500).mapToObj(i -> new Document("_id", "run-" + i)).toList());
            send(100);
            runs(client).insertOne(new Document("_id", "the last"));
            process.destroyForcibly().waitFor();
        }

        startAndAwaitReady();

        try (MongoClient client = MongoClients.create("mongodb://127.0.0.1:" + ports.get(1))) {
            assertThat(runs(client).countDocuments()).isEqualTo(501);
        }
        assertThat(records()).isEqualTo(100);
    }

    @Test
    void shouldStopWhenItIsTold() throws Exception {
        startAndAwaitReady();
        long start = System.nanoTime();

        process.destroy();

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        System.out.println("local-stack stopped took_ms=" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    @Test
    void shouldEndWithOneSentenceWhenASettingCannotWork() throws Exception {
        process = start(Map.of("PIPELINE_KAFKA_PORT", "nine"));

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).isEqualTo("PIPELINE_KAFKA_PORT is 'nine': set it to a port from 1 to 65535.\n");
    }

    private void startAndAwaitReady() throws IOException {
        process = start(Map.of());
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.startsWith("local-stack ready")) {
            said.append(line).append('\n');
            line = output.readLine();
        }
        assertThat(line).describedAs(said.toString()).startsWith("local-stack ready");
        System.out.println(line);
    }

    private Process start(Map<String, String> variables) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@src/main/jvm.options", "-jar", "target/local-stack/local-stack.jar")
                .redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(Map.of(
                "PIPELINE_DATA_DIR", dir.toString(),
                "PIPELINE_KAFKA_PORT", ports.get(0).toString(),
                "PIPELINE_MONGODB_PORT", ports.get(1).toString(),
                "PIPELINE_SIMULATOR_PORT", ports.get(2).toString()));
        environment.putAll(variables);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void send(int count) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(0), "acks", "all"), new StringSerializer(),
                new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(Topics.RUN_EVENTS, "run-" + i, "fact")).get();
            }
        }
    }

    private long records() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + ports.get(0)))) {
            return admin.listOffsets(IntStream.range(0, Topics.PARTITIONS).boxed().collect(Collectors.toMap(
                    partition -> new TopicPartition(Topics.RUN_EVENTS, partition), partition -> OffsetSpec.latest())))
                    .all().get().values().stream().mapToLong(end -> end.offset()).sum();
        }
    }

    private static MongoCollection<Document> runs(MongoClient client) {
        return client.getDatabase("pipeline").getCollection("runs");
    }
}
