package dev.tavilypipeline.bench.restoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
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

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.runs.CollectorWork;
import dev.tavilypipeline.bench.runs.Reckoning;
import dev.tavilypipeline.bench.runs.SentFact;
import dev.tavilypipeline.bench.runs.SteadyLoad;
import dev.tavilypipeline.bench.runs.Traffic;
import dev.tavilypipeline.localstack.LocalStackSettings;

/**
 * One store after the other is lost and restored from the others, on one installation: every figure, revision and envelope
 * is as it was. Each test leaves all whole.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("crash")
class RestoringIT {

    private static final List<String> FACTS = List.of("research.jobs", "research.cancellations", "run.events");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private Installation installation;
    private CollectorWork work;
    private Truth truth;
    private int runs;
    private Map<String, JsonNode> kpis;
    private Map<String, JsonNode> ledger;
    private Map<String, JsonNode> envelopes;

    @BeforeAll
    void runOnce() {
        Instant begin = Instant.now();
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")),
                Map.of("PIPELINE_EMIT_SWEEP_AFTER", "2s", "PIPELINE_EMIT_SWEEP_EVERY", "1s",
                        "PIPELINE_MISSING_FACTS_PATIENCE", "2s", "PIPELINE_DELIVERY_ALLOWANCE", "2s"),
                EnumSet.of(Service.COLLECTOR, Service.BRIDGE, Service.ANALYTICS));
        work = new CollectorWork(installation);
        List<SentFact> sent = send();
        awaitCollector();
        SoftAssertions each = new SoftAssertions();
        Reckoning.of(sent, installation, each);
        each.assertAll();

        truth = new Truth(installation, begin.minusSeconds(60), begin.plusSeconds(600));
        runs = (int) sent.stream().map(SentFact::runId).distinct().count();
        awaitWhole();
        kpis = truth.kpis();
        ledger = truth.ledger();
        envelopes = truth.envelopes();
        assertThat(kpis.get("summary").at("/health/runs").intValue()).isEqualTo(runs);
        assertThat(envelopes).hasSize(runs);
    }

    private List<SentFact> send() {
        try (SteadyLoad load = new SteadyLoad(installation.stack().kafka().bootstrapServers(), new Traffic(3), 500)) {
            await().atMost(PATIENCE).until(() -> work.ends().values().stream().mapToLong(end -> end).sum() > 1_500);
            return load.finish();
        }
    }

    @AfterAll
    void stop() {
        if (work != null) {
            work.close();
        }
        if (installation != null) {
            installation.close();
        }
    }

    @AfterEach
    void assertAllAsBefore() {
        awaitWhole();
        SoftAssertions each = new SoftAssertions();
        each.assertThat(truth.kpis()).as("KPIs").isEqualTo(kpis);
        each.assertThat(truth.ledger()).as("ledger").isEqualTo(ledger);
        each.assertThat(truth.envelopes()).as("envelopes").isEqualTo(envelopes);
        each.assertThat(work.deadLetters()).as("dead letters").isZero();
        each.assertAll();
    }

    @Test
    void shouldNameTheRunsOfALostObjectAndRestoreThemByTheirReplay() throws IOException {
        installation.get(Service.ANALYTICS).close();
        deleteWarehouse();
        Lake lake = new Lake(installation.lake());
        Path lost = lake.objects("runs").get(0);
        Set<String> gaps = latestIn(lost, lake.objects("runs"));
        Files.delete(lost);
        installation.startAgain(Service.ANALYTICS);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(named(truth.completeness())).isEqualTo(gaps));
        assertThat(gaps).isNotEmpty().hasSizeLessThan(runs);
        assertThat(truth.completeness().at("/completeness/complete").booleanValue()).isFalse();

        replay("{\"run_ids\": [\"" + String.join("\", \"", gaps) + "\"]}", gaps.size());
    }

    @Test
    void shouldRestoreTheLakeFromTheEnvelopes() {
        installation.get(Service.BRIDGE).close();
        installation.get(Service.ANALYTICS).close();
        new Lake(installation.lake()).empty();
        deleteWarehouse();

        kafka().resetToEarliest("firehose-bridge", List.of("run.envelopes"));
        installation.startAgain(Service.BRIDGE);
        installation.startAgain(Service.ANALYTICS);
    }

    @Test
    void shouldRestoreLakeAndWarehouseFromMongoDbAlone() {
        Stream.of(Service.BRIDGE, Service.ANALYTICS, Service.COLLECTOR)
                .forEach(service -> installation.get(service).close());
        new Lake(installation.lake()).empty();
        deleteWarehouse();
        kafka().deleteTopic("run.envelopes");
        // which makes the topics that are not there
        installation.stack().kafka().stop();
        installation.stack().kafka().start();

        // what was committed of the topic that was lost says nothing of the new one
        kafka().resetToEarliest("firehose-bridge", List.of("run.envelopes"));
        Stream.of(Service.COLLECTOR, Service.BRIDGE, Service.ANALYTICS).forEach(installation::startAgain);
        assertThat(truth.completeness().at("/completeness/missing").intValue()).isEqualTo(runs);
        replay(truth.windowAsJson(), runs);
    }

    @Test
    void shouldRestoreMongoDbFromTheFacts() {
        installation.get(Service.COLLECTOR).close();
        installation.stack().mongo().stop();
        Lake.delete(folder.resolve("stack/mongodb"), true);
        installation.stack().mongo().start();

        kafka().resetToEarliest("collector-service", FACTS);
        installation.startAgain(Service.COLLECTOR);
        awaitCollector();
    }

    private void replay(String body, int marked) {
        JsonNode replay = truth.replay(body);
        await().atMost(PATIENCE).until(() -> truth.replayed(replay).get("status").textValue().equals("done"));
        assertThat(truth.replayed(replay).get("marked").intValue()).isEqualTo(marked);
    }

    private KafkaAdmin kafka() {
        return new KafkaAdmin(installation.stack().kafka().bootstrapServers());
    }

    private void awaitCollector() {
        await().atMost(PATIENCE).until(work::hasCommittedEverything);
        await().atMost(PATIENCE).until(work::hasSettledEverything);
    }

    private void awaitWhole() {
        await().atMost(PATIENCE.toSeconds(), TimeUnit.SECONDS).pollInterval(Duration.ofMillis(500))
                .until(() -> truth.isWhole(runs));
    }

    private static void deleteWarehouse() {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith("warehouse.duckdb"))
                    .forEach(file -> Lake.delete(file, true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> named(JsonNode completeness) {
        return StreamSupport.stream(completeness.get("gaps").spliterator(), false).map(gap -> gap.get("run_id").textValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Runs whose latest row is in the object, and in no other. */
    private static Set<String> latestIn(Path object, List<Path> all) {
        Map<String, Integer> elsewhere = new TreeMap<>();
        all.stream().filter(other -> !other.equals(object)).flatMap(other -> Lake.rows(other).stream())
                .forEach(row -> elsewhere.merge(row.get("run_id").textValue(), row.get("revision").intValue(), Math::max));
        return Lake.rows(object).stream()
                .filter(row -> elsewhere.getOrDefault(row.get("run_id").textValue(), 0) < row.get("revision").intValue())
                .map(row -> row.get("run_id").textValue()).collect(Collectors.toCollection(TreeSet::new));
    }
}
