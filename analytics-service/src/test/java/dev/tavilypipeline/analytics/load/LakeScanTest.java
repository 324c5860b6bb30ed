package dev.tavilypipeline.analytics.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.analytics.LakeFolder;
import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.duckdb.TestWarehouses;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class LakeScanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T18:30:00Z");
    private static final String RECENT = "steps/2026/11/22/18/t-0-";
    private static final String RUNS = "runs/2026/11/22/18/t-0-";
    private static final String OLD = "steps/2026/01/05/07/t-0-";
    private static final UUID RUN = new UUID(7, 7);

    @TempDir
    private Path dir;

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private LakeFolder lake;
    private DuckDbWarehouse warehouse;
    private LakeScan scan;

    @BeforeEach
    void start() {
        lake = new LakeFolder(dir.resolve("lake"));
        open();
    }

    private void open() {
        warehouse = TestWarehouses.open(dir.resolve("warehouse.duckdb"), "64MB", 1);
        Clock clock = clock(now::get);
        scan = new LakeScan(new FolderSource(lake.root(), clock), warehouse, new LoadMetrics(metrics, clock), clock,
                Duration.ofHours(24));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    @Test
    void shouldFindNothingWhereThereIsNoLake() throws IOException {
        assertThat(scan.run(() -> false)).isTrue();
        assertThat(objectsLoaded()).isZero();
    }

    @Test
    void shouldLoadEachObjectOnce() {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "success")));
        run();
        run();
        lake.put(RECENT + "1-1.json.gz", List.of(step(4, "failed")));
        run();

        assertThat(objectsLoaded()).isEqualTo(2);
        assertThat(statusInWarehouse()).isEqualTo("failed");
    }

    @Test
    void shouldRememberAcrossARestart() {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "success")));
        run();
        warehouse.close();
        open();
        run();

        assertThat(objectsLoaded()).isEqualTo(1);
        assertThat(statusInWarehouse()).isEqualTo("success");
    }

    @Test
    void shouldKeepTheHighestRevisionInAnyOrder() {
        List<RunStepRow> rows = new ArrayList<>(List.of(step(1, "skipped"), step(2, "failed"), step(2, "failed"),
                step(3, "success")));
        Random random = new Random(1);
        for (int round = 0; round < 8; round++) {
            Collections.shuffle(rows, random);
            for (int i = 0; i < rows.size(); i++) {
                lake.put(RECENT + round + "-" + i + ".json.gz", rows.subList(i, i + 1));
                run();
            }
            assertThat(statusInWarehouse()).isEqualTo("success");
        }
        assertThat(count("run_steps")).isEqualTo(1);
    }

    @Test
    void shouldKeepTheHighestRevisionOfOneObjectToo() {
        lake.put(RECENT + "0-2.json.gz", List.of(step(2, "failed"), step(3, "success"), step(1, "skipped")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(count("run_steps")).isEqualTo(1);
    }

    @Test
    void shouldLoadARowOfAnEarlierProjectionUntilOneWithTheLaterColumnsArrives() {
        lake.put(RECENT + "0-0.json.gz", List.of("""
                {"step_id":"%s","run_id":"%s","step_name":"summarize","status":"success","revision":3,"projection_version":2,\
                "emitted_at":"2026-11-22T18:00:00Z"}""".formatted(StepName.SUMMARIZE.stepId(RUN), RUN)));
        run();
        assertThat(failures()).isEmpty();
        assertThat(rows("SELECT requested_at, simulated FROM run_steps").get(0).values()).containsOnlyNulls();

        lake.put(RECENT + "1-1.json.gz", List.of(step(3, 3, NOW, "success")));
        run();

        assertThat(rows("SELECT requested_at, simulated FROM run_steps"))
                .containsExactly(Map.of("requested_at", NOW, "simulated", true));
    }

    @Test
    void shouldPreferALaterProjectionAndThenALaterEmission() {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, 2, NOW, "failed"), step(3, 1, NOW.plusSeconds(9), "skipped")));
        lake.put(RECENT + "1-1.json.gz", List.of(step(3, 2, NOW.plusSeconds(1), "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
    }

    @Test
    void shouldSetAsideAnObjectThatCannotBeReadAndLoadItsNeighbours() {
        lake.putBytes(RECENT + "0-0.json.gz", new byte[] { 1, 2, 3 });
        lake.put(RECENT + "1-1.json.gz", List.of(step(9, "failed"), "{\"step_id\" oops"));
        lake.put(RECENT + "2-2.json.gz", List.of(step(3, "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(objectsLoaded()).isEqualTo(1);
        assertThat(failures()).containsExactly("not a whole gzip file", "line 2: not valid JSON");
        assertThat(metrics.counter("pipeline.load.failed.objects").count()).isEqualTo(2);
        assertThat(warehouse.state().newestEmittedAt()).isEqualTo(NOW);
        assertThat(warnings()).containsExactly(
                "2 object(s) could not be read completely: rows are missing; the first is " + RECENT + "0-0.json.gz");
    }

    @Test
    void shouldLeaveOutTheRowsThatAreAtFaultAndKeepTheirNeighbours() {
        lake.put(RECENT + "0-3.json.gz", List.of(step(2, "failed"), "{\"step_id\":null}", "[]", step(3, "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(failures()).containsExactly("2 row(s) left out, the first in line 2: field 'step_id' is missing");
        assertThat(metrics.counter("pipeline.load.rows", "table", "run_steps").count()).isEqualTo(2);
        assertThat(metrics.counter("pipeline.load.failed.objects").count()).isEqualTo(1);
        assertThat(warnings()).containsExactly(
                "1 object(s) could not be read completely: rows are missing; the first is " + RECENT + "0-3.json.gz");
    }

    @Test
    void shouldTryAFailedObjectAgainAfterAWhile() throws IOException {
        FileTime written = FileTime.from(NOW.minusSeconds(60));
        byte[] whole = LakeFolder.gzip(List.of(step(3, "success")));
        Path object = lake.root().resolve(RECENT + "0-0.json.gz");
        lake.putBytes(RECENT + "0-0.json.gz", new byte[whole.length]);
        Files.setLastModifiedTime(object, written);
        run();
        // with the same ETag: something else was the reason
        Files.write(object, whole);
        Files.setLastModifiedTime(object, written);
        run();
        assertThat(count("run_steps")).isZero();

        now.set(NOW.plus(LakeScan.LATE_EVERY).plusSeconds(1));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(failures()).isEmpty();
        assertThat(warnings()).isEmpty();
    }

    @Test
    void shouldLoadAnObjectAgainWhoseContentHasChanged() {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "failed")));
        run();
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "failed"), step(4, "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(objectsLoaded()).isEqualTo(1);
    }

    @Test
    void shouldFindAnObjectThatIsHoursLateWithinMinutes() {
        run();
        lake.put("steps/2026/11/21/02/t-0-0-0.json.gz", List.of(step(3, "success")));
        run();
        assertThat(objectsLoaded()).isZero();

        now.set(NOW.plus(LakeScan.LATE_EVERY).plusSeconds(1));
        run();

        assertThat(objectsLoaded()).isEqualTo(1);
    }

    @Test
    void shouldFindAnObjectThatIsMonthsLateWithTheFullScan() {
        run();
        lake.put(OLD + "0-0.json.gz", List.of(step(3, "success")));
        run();
        assertThat(objectsLoaded()).isZero();

        now.set(NOW.plus(Duration.ofHours(24)));
        run();

        assertThat(objectsLoaded()).isEqualTo(1);
    }

    @Test
    void shouldPassOverWhatIsNotAnObject() {
        lake.putBytes(RECENT + "0-0.json.gz.tmp", new byte[] { 1 });
        lake.putBytes("steps/README", new byte[] { 1 });
        lake.putBytes("steps/2026/x/y/z.json.gz", new byte[] { 1 });
        run();

        assertThat(count("loaded_objects")).isZero();
    }

    @Test
    void shouldLoadMoreThanOneTransactionHolds() {
        for (int i = 0; i < Batch.MAX_OBJECTS + 7; i++) {
            lake.put(RECENT + i + "-" + i + ".json.gz", List.of(step(i + 1, "success")));
        }
        run();

        assertThat(objectsLoaded()).isEqualTo(Batch.MAX_OBJECTS + 7);
        assertThat(metrics.counter("pipeline.load.rows", "table", "run_steps").count())
                .isEqualTo((double) (Batch.MAX_OBJECTS + 7));
    }

    @Test
    void shouldKeepOneRowOfARunWhoseRevisionsAreInBatchesSideBySide() {
        for (int i = 0; i < 2 * Batch.MAX_OBJECTS + 7; i++) {
            lake.put(RUNS + i + "-" + i + ".json.gz", List.of(run(RUN, i + 1, NOW.minusSeconds(i))));
        }
        run();

        assertThat(rows("SELECT revision FROM agent_runs")).containsExactly(Map.of("revision", 2 * Batch.MAX_OBJECTS + 7));
    }

    @Test
    void shouldReplaceARowWhoseRunWasAskedForAtAnotherTimeBefore() {
        lake.put(RUNS + "0-0.json.gz", List.of(run(RUN, 3, NOW)));
        run();
        lake.put(RUNS + "1-1.json.gz",
                List.of(run(RUN, 4, NOW.minusSeconds(900)), run(new UUID(8, 8), 4, NOW.minusSeconds(901))));
        run();

        assertThat(rows("SELECT run_id, revision, requested_at FROM agent_runs ORDER BY run_id")).containsExactly(
                Map.of("run_id", RUN.toString(), "revision", 4, "requested_at", NOW.minusSeconds(900)),
                Map.of("run_id", new UUID(8, 8).toString(), "revision", 4, "requested_at", NOW.minusSeconds(901)));
    }

    @Test
    void shouldReplaceSuchARowAfterARestartToo() {
        lake.put(RUNS + "0-0.json.gz", List.of(run(RUN, 3, NOW)));
        run();
        warehouse.close();
        open();
        lake.put(RUNS + "1-1.json.gz", List.of(run(RUN, 4, NOW.minusSeconds(900))));
        run();

        assertThat(rows("SELECT revision FROM agent_runs")).containsExactly(Map.of("revision", 4));
    }

    @Test
    void shouldReplaceARowWithoutATimeByOneThatHasIt() {
        lake.put(RUNS + "0-0.json.gz", List.of(run(RUN, 3, null), run(new UUID(8, 8), 3, NOW)));
        run();
        lake.put(RUNS + "1-1.json.gz", List.of(run(RUN, 4, NOW), run(new UUID(8, 8), 4, null)));
        run();

        assertThat(rows("SELECT revision FROM agent_runs")).containsExactly(Map.of("revision", 4), Map.of("revision", 4));
    }

    @Test
    void shouldOrderIdsAsTheirTextIsOrdered() {
        List<UUID> ids = new ArrayList<>(List.of(new UUID(0, 0), new UUID(-1, -1)));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
        }
        lake.put(RUNS + "0-0.json.gz", ids.stream().map(id -> run(id, 1, NOW)).toList());
        run();

        assertThat(rows("SELECT run_id FROM agent_runs ORDER BY run_id").stream().map(row -> row.get("run_id")).toList())
                .isEqualTo(ids.stream().map(UUID::toString).sorted().toList());
    }

    @Test
    void shouldLoadObjectsOfAnyFutureHour() {
        lake.put("steps/9999/12/31/23/t-0-0-0.json.gz", List.of(step(3, "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
    }

    @Test
    void shouldLoadEverythingAgainIntoANewFile() {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "success")));
        lake.put(OLD + "0-0.json.gz", List.of(step(2, "failed")));
        run();
        assertThatThrownBy(() -> warehouse.write(writer -> {
            throw new SQLException("Data Corruption Error: as from a damaged block");
        })).isInstanceOf(WarehouseException.class);
        run();

        assertThat(objectsLoaded()).isEqualTo(2);
        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(dir.resolve("warehouse.duckdb.damaged")).exists();
    }

    @Test
    void shouldNoticeWithinAMinuteThatAnObjectHasVanishedAndKeepItsRows() throws IOException {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "success")));
        lake.put(RECENT + "1-1.json.gz", List.of(step(2, "success")));
        run();
        assertThat(metrics.get("pipeline.load.vanished.objects").gauge().value()).isZero();

        Files.delete(lake.root().resolve(RECENT + "0-0.json.gz"));
        now.set(now.get().plusSeconds(60));
        run();

        assertThat(metrics.get("pipeline.load.vanished.objects").gauge().value()).isEqualTo(1);
        assertThat(statusInWarehouse()).isEqualTo("success");
    }

    @Test
    void shouldStop() throws IOException {
        lake.put(RECENT + "0-0.json.gz", List.of(step(3, "success")));

        assertThat(scan.run(() -> true)).isFalse();
        assertThat(objectsLoaded()).isZero();
    }

    @Test
    void shouldLeaveOutAnObjectWithATextThatIsTooLongAndLoadItsNeighbours() {
        for (int length : List.of(4_200_000, 21_000_000)) {
            lake.put(RECENT + length + "-0.json.gz",
                    List.of("{\"step_id\":\"a\",\"error_message\":\"" + "x".repeat(length) + "\"}"));
        }
        lake.put(RECENT + "9-9.json.gz", List.of(step(3, "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(failures()).hasSize(2)
                .containsOnly("line 1: nested too deep, or with a name, number or text that is too long");
    }

    @Test
    void shouldPassOverAFolderWithTheNameOfAnObject() throws IOException {
        Files.createDirectories(lake.root().resolve(RECENT + "0-0.json.gz"));
        lake.put(RECENT + "1-1.json.gz", List.of(step(3, "success")));
        run();
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(failures()).containsExactly("not a file");
    }

    @Test
    void shouldLoadAnObjectOfAFutureHourWithTheNextPass() {
        run();
        lake.put("steps/2026/11/22/21/t-0-0-0.json.gz", List.of(step(1, "skipped")));
        run();
        assertThat(statusInWarehouse()).isEqualTo("skipped");
        lake.put("steps/2026/11/23/20/t-0-1-1.json.gz", List.of(step(2, "failed")));
        lake.put("steps/2027/01/02/00/t-0-2-2.json.gz", List.of(step(3, "success")));
        run();

        assertThat(statusInWarehouse()).isEqualTo("success");
        assertThat(objectsLoaded()).isEqualTo(3);
    }

    private void run() {
        // what was written just now counts as new to the folder's last listing
        now.updateAndGet(time -> time.plusSeconds(1));
        try {
            assertThat(scan.run(() -> false)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentRunRow run(UUID id, int revision, Instant requestedAt) {
        return new AgentRunRow(id, "Acme", null, RunStatus.SUCCESS, NOW, NOW, 1.0, 0, null, "Acme", requestedAt, null, 3,
                BigDecimal.ZERO, 0, 0, BigDecimal.ZERO, null, null, 1, 1, null, 0, "1.0.0", true, 0, revision, 3, NOW);
    }

    private static RunStepRow step(int revision, String status) {
        return step(revision, 1, NOW, status);
    }

    private static RunStepRow step(int revision, int projection, Instant emittedAt, String status) {
        return new RunStepRow(StepName.SUMMARIZE.stepId(RUN), RUN, StepName.SUMMARIZE,
                StepStatus.valueOf(status.toUpperCase(java.util.Locale.ROOT)), 1.0, null, null, null, NOW, true, revision,
                projection,
                emittedAt);
    }

    private Object statusInWarehouse() {
        return rows("SELECT status FROM run_steps").get(0).get("status");
    }

    private List<Object> failures() {
        return rows("SELECT failure FROM failed_objects ORDER BY object_key").stream()
                .map(row -> row.get("failure")).toList();
    }

    private long objectsLoaded() {
        return count("loaded_objects") - count("failed_objects");
    }

    private long count(String what) {
        return ((Number) rows("SELECT COUNT(*) AS n FROM " + what).get(0).get("n")).longValue();
    }

    private List<Map<String, Object>> rows(String query) {
        return warehouse.read(new Window(Instant.EPOCH, NOW),
                snapshot -> snapshot.query(new BoundQuery("test", query, List.of())));
    }

    /** Of a warehouse that has all that the lake holds. */
    private List<String> warnings() {
        warehouse.markComplete();
        return warehouse.state().warnings();
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }
}
