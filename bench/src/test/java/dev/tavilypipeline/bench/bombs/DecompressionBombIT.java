package dev.tavilypipeline.bench.bombs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.RecordSender;
import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.restoring.Lake;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * The packaged services with their own heaps read records of a few KB that unpack to many times these heaps, among good ones
 * in the same partition.
 */
@Tag("crash")
class DecompressionBombIT {

    private static final List<String> TOPICS = List.of(Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS,
            Topics.RUN_ENVELOPES);
    private static final byte[] LARGE = new byte[90_000_000];
    private static final byte[] MEDIUM = new byte[30_000_000];
    /** As large as a record may be. */
    private static final byte[] ALLOWED = new byte[4_000_000];
    private static final int MANY = 30;
    private static final Duration TIMEOUT = Duration.ofMinutes(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Installation installation;
    private KafkaProbe kafka;
    private final List<UUID> jobs = new ArrayList<>();
    private final List<UUID> started = new ArrayList<>();
    private final List<String> envelopes = new ArrayList<>();
    private int bombs;

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), Map.of(),
                EnumSet.of(Service.AGENT, Service.COLLECTOR, Service.BRIDGE));
        kafka = new KafkaProbe(installation.bootstrapServers());
    }

    @AfterEach
    void stop() {
        kafka.close();
        installation.close();
    }

    @Test
    void shouldSendBombsToTheDeadLettersAndProcessTheirNeighbours() {
        sendNeighbours();
        for (String compression : List.of("gzip", "snappy", "lz4", "zstd")) {
            sendBombs(compression, 1, MEDIUM, 1);
        }
        sendBombs("zstd", 1, LARGE, 1);
        sendBombs("zstd", 100_000_000, MEDIUM, 3);
        sendNeighbours();
        assertProcessed();

        restart();
        sendBombs("zstd", 1, LARGE, 2);
        sendNeighbours();
        assertProcessed();
    }

    @Test
    void shouldReadManyRecordsOfTheLargestSize() {
        sendNeighbours();
        sendBombs("zstd", 1, ALLOWED, MANY);
        sendNeighbours();
        assertProcessed();

        sendBombs("zstd", 50_000_000, ALLOWED, MANY);
        restart();
        sendNeighbours();
        assertProcessed();
    }

    private void sendBombs(String compression, int batchBytes, byte[] zeros, int count) {
        try (BombSender sender = new BombSender(installation.bootstrapServers(), compression, batchBytes)) {
            TOPICS.forEach(topic -> sender.send(topic, zeros, count));
        }
        bombs += count;
    }

    /** A good record in the partition of the bombs, of each topic. */
    private void sendNeighbours() {
        Instant now = Instant.now();
        ResearchJob job = job(now);
        ResearchJob other = job(now);
        jobs.add(job.runId());
        started.add(other.runId());
        SyntheticEnvelope envelope = new SyntheticEnvelope(envelopes.size(), now);
        envelopes.add(envelope.runId());
        try (RecordSender sender = new RecordSender(installation.bootstrapServers())) {
            sender.send(inFirstPartition(Fact.of(job).toRecord()));
            sender.send(inFirstPartition(Fact.of(new RunStarted(other.runId(), UUID.randomUUID(), now, other, "1", true))
                    .toRecord()));
            sender.send(inFirstPartition(Fact.of(new CancelRequested(other.runId(), now, "bench")).toRecord()));
            sender.send(inFirstPartition(envelope.toRecord()));
            sender.flush();
        }
    }

    private static ResearchJob job(Instant now) {
        return new ResearchJob(UUID.randomUUID(), "Tesla", 5, false, now, "bench", null);
    }

    private static ProducerRecord<byte[], byte[]> inFirstPartition(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(record.topic(), 0, record.key(), record.value(), record.headers());
    }

    private void restart() {
        for (Service service : List.of(Service.AGENT, Service.COLLECTOR, Service.BRIDGE)) {
            installation.get(service).kill();
            installation.restart(service);
        }
    }

    private void assertProcessed() {
        await("all offsets are committed").atMost(TIMEOUT).until(this::allCommitted);
        jobs.forEach(run -> assertStatus(run, "success"));
        started.forEach(run -> assertStatus(run, "cancel_requested"));
        await("the bridge delivers the neighbours").atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(deliveredRuns()).containsAll(envelopes));
        TOPICS.forEach(this::assertDeadLetters);
    }

    private List<String> deliveredRuns() {
        return new Lake(installation.lake()).objects("runs").stream().flatMap(object -> Lake.rows(object).stream())
                .map(row -> row.path("run_id").asText()).toList();
    }

    private boolean allCommitted() {
        for (Service service : List.of(Service.AGENT, Service.COLLECTOR, Service.BRIDGE)) {
            assertThat(installation.get(service).process().isAlive()).as(service + " is alive").isTrue();
        }
        return kafka.hasCommittedAll("agent-service", Topics.RESEARCH_JOBS)
                && kafka.hasCommittedAll("collector-service", Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS,
                        Topics.RUN_EVENTS)
                && kafka.hasCommittedAll("firehose-bridge", Topics.RUN_ENVELOPES);
    }

    private void assertStatus(UUID run, String status) {
        await("run " + run + " is " + status).atMost(TIMEOUT).ignoreExceptions().until(
                () -> installation.get(Service.COLLECTOR).json("/runs/" + run).path("status").asText(), status::equals);
    }

    /** Each bomb, once or again after a restart, and nothing else. */
    private void assertDeadLetters(String topic) {
        Map<String, Integer> copies = new LinkedHashMap<>();
        kafka.read(Map.of(), kafka.endOffsets(Topics.deadLettersOf(topic)), dead -> {
            assertThat(dead.key()).isEqualTo("bomb");
            assertThat(header(dead, "dlq_topic")).isEqualTo(topic);
            assertThat(header(dead, "dlq_partition")).isEqualTo("0");
            assertThat(header(dead, "dlq_reason")).isNotEmpty();
            copies.merge(header(dead, "dlq_offset"), 1, Integer::sum);
        });
        assertThat(copies).as("dead letters of " + topic).hasSize(bombs);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}
