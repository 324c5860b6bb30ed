package dev.tavilypipeline.bench.restoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.runs.CollectorProgress;
import dev.tavilypipeline.bench.runs.LoadGenerator;
import dev.tavilypipeline.bench.runs.Reconciliation;
import dev.tavilypipeline.bench.runs.ShortTimeouts;
import dev.tavilypipeline.bench.runs.SteadySender;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * Deletes one store after the other and restores it from the others, by the procedures of {@code docs/running.md}: every KPI,
 * revision and envelope is as before. All tests use one installation, and each leaves it complete.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("crash")
class RestoringIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Installation installation;
    private CollectorProgress progress;
    private final Instant from = Instant.now().minusSeconds(60);
    private final Instant to = from.plusSeconds(660);
    private int runs;
    private InstallationSnapshot before;

    @BeforeAll
    void runOnce() {
        Map<String, String> environment = new HashMap<>(ShortTimeouts.COLLECTOR);
        environment.put("PIPELINE_DELIVERY_ALLOWANCE", "2s");
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")),
                environment,
                EnumSet.of(Service.COLLECTOR, Service.BRIDGE, Service.ANALYTICS));
        progress = new CollectorProgress(installation);
        List<Fact> sent = send();
        awaitCollector();
        SoftAssertions each = new SoftAssertions();
        Reconciliation.check(sent, installation, each);
        each.assertAll();

        runs = (int) sent.stream().map(Fact::runId).distinct().count();
        awaitComplete();
        before = InstallationSnapshot.of(installation, from, to);
        assertThat(before.kpis().get("summary").at("/health/runs").intValue()).isEqualTo(runs);
        assertThat(before.envelopes()).hasSize(runs);
    }

    private List<Fact> send() {
        try (SteadySender<Fact> load = SteadySender.ofFacts(installation.bootstrapServers(), new LoadGenerator(3), 500)) {
            await().atMost(TIMEOUT).until(() -> KafkaProbe.sum(progress.ends()) > 1_500);
            return load.finish();
        }
    }

    @AfterAll
    void stop() {
        if (progress != null) {
            progress.close();
        }
        if (installation != null) {
            installation.close();
        }
    }

    @AfterEach
    void assertSnapshotUnchanged() {
        awaitComplete();
        InstallationSnapshot after = InstallationSnapshot.of(installation, from, to);
        SoftAssertions each = new SoftAssertions();
        each.assertThat(after.kpis()).as("KPIs").isEqualTo(before.kpis());
        each.assertThat(after.ledger()).as("ledger").isEqualTo(before.ledger());
        each.assertThat(after.envelopes()).as("envelopes").isEqualTo(before.envelopes());
        each.assertThat(progress.deadLetters()).as("dead letters").isZero();
        each.assertAll();
    }

    @Test
    void shouldNameTheRunsOfALostObjectAndRestoreThemByReplay() throws IOException {
        installation.get(Service.ANALYTICS).close();
        deleteWarehouse();
        Lake lake = new Lake(installation.lake());
        Path lost = lake.objects("runs").get(0);
        Set<String> expected = latestIn(lost, lake.objects("runs"));
        Files.delete(lost);
        installation.restart(Service.ANALYTICS);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(gaps(completeness())).isEqualTo(expected));
        assertThat(expected).isNotEmpty().hasSizeLessThan(runs);
        assertThat(completeness().at("/completeness/complete").booleanValue()).isFalse();

        replay("{\"run_ids\": [\"" + String.join("\", \"", expected) + "\"]}", expected.size());
    }

    @Test
    void shouldRestoreTheLakeFromTheEnvelopes() {
        installation.get(Service.BRIDGE).close();
        installation.get(Service.ANALYTICS).close();
        new Lake(installation.lake()).empty();
        deleteWarehouse();

        resetToEarliest("firehose-bridge", Topics.RUN_ENVELOPES);
        installation.restart(Service.BRIDGE);
        installation.restart(Service.ANALYTICS);
    }

    @Test
    void shouldRestoreLakeAndWarehouseFromMongoDbAlone() {
        Stream.of(Service.BRIDGE, Service.ANALYTICS, Service.COLLECTOR)
                .forEach(service -> installation.get(service).close());
        new Lake(installation.lake()).empty();
        deleteWarehouse();
        try (KafkaProbe kafka = kafka()) {
            kafka.deleteTopic(Topics.RUN_ENVELOPES);
        }
        // the embedded Kafka creates missing topics when it starts
        installation.stack().kafka().stop();
        installation.stack().kafka().start();

        // the offsets that were committed for the deleted topic do not belong to the new one
        resetToEarliest("firehose-bridge", Topics.RUN_ENVELOPES);
        Stream.of(Service.COLLECTOR, Service.BRIDGE, Service.ANALYTICS).forEach(installation::restart);
        assertThat(completeness().at("/completeness/missing").intValue()).isEqualTo(runs);
        replay("{\"from\": \"" + from + "\", \"to\": \"" + to + "\"}", runs);
    }

    @Test
    void shouldRestoreMongoDbFromTheFacts() {
        installation.get(Service.COLLECTOR).close();
        installation.stack().mongo().stop();
        Lake.delete(folder.resolve("stack/mongodb"), true);
        installation.stack().mongo().start();

        resetToEarliest("collector-service", Topics.RESEARCH_JOBS, Topics.RESEARCH_CANCELLATIONS, Topics.RUN_EVENTS);
        installation.restart(Service.COLLECTOR);
        awaitCollector();
    }

    private void replay(String body, int enqueued) {
        ServiceProcess collector = installation.get(Service.COLLECTOR);
        String id = JsonClient.anonymous().post(collector.uri().resolve("/replays"), body).json(202).get("id").textValue();
        await().atMost(TIMEOUT).until(() -> collector.json("/replays/" + id).get("status").textValue().equals("done"));
        assertThat(collector.json("/replays/" + id).get("enqueued").intValue()).isEqualTo(enqueued);
    }

    private void resetToEarliest(String group, String... topics) {
        try (KafkaProbe kafka = kafka()) {
            kafka.resetToEarliest(group, topics);
        }
    }

    private KafkaProbe kafka() {
        return new KafkaProbe(installation.bootstrapServers());
    }

    private JsonNode completeness() {
        return installation.get(Service.ANALYTICS).json("/kpis/completeness?from=" + from + "&to=" + to);
    }

    private void awaitCollector() {
        await().atMost(TIMEOUT).until(progress::hasCommittedAll);
        await().atMost(TIMEOUT).until(progress::hasPublishedAll);
    }

    private void awaitComplete() {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(500))
                .until(this::isComplete);
    }

    /** Every run is in the warehouse with its last revision, and no run is still to be emitted. */
    private boolean isComplete() {
        JsonNode counts = completeness().get("completeness");
        return counts.get("complete").booleanValue() && counts.get("whole").intValue() == runs
                && counts.get("emitted").intValue() == runs && counts.get("due").intValue() == 0;
    }

    private static void deleteWarehouse() {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith("warehouse.duckdb"))
                    .forEach(file -> Lake.delete(file, true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> gaps(JsonNode completeness) {
        return StreamSupport.stream(completeness.get("gaps").spliterator(), false).map(gap -> gap.get("run_id").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Runs whose latest row is in this object alone. */
    private static Set<String> latestIn(Path object, List<Path> all) {
        Map<String, Integer> elsewhere = new TreeMap<>();
        all.stream().filter(other -> !other.equals(object)).flatMap(other -> Lake.rows(other).stream())
                .forEach(row -> elsewhere.merge(row.get("run_id").textValue(), row.get("revision").intValue(), Math::max));
        return Lake.rows(object).stream()
                .filter(row -> elsewhere.getOrDefault(row.get("run_id").textValue(), 0) < row.get("revision").intValue())
                .map(row -> row.get("run_id").textValue()).collect(Collectors.toCollection(TreeSet::new));
    }
}
