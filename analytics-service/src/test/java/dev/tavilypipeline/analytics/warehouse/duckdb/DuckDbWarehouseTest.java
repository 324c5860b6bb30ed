package dev.tavilypipeline.analytics.warehouse.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.Cancellation;
import dev.tavilypipeline.analytics.warehouse.RequestCancelledException;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class DuckDbWarehouseTest {

    /** The common pool of a machine with two processors has one thread. */
    private static final Executor THREADS = task -> new Thread(task).start();
    private static final String ROW = """
            INSERT INTO loaded_objects VALUES (2026010203, 'k', 'e', 1);
            UPDATE load_state SET version = version + 1, newest_emitted_at = '2026-01-02 03:04:05.678901'""";

    private static final Window ANY = new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    private static final BoundQuery OBJECTS = sql("SELECT * FROM loaded_objects");

    private static final BoundQuery ENDLESS = sql(
            "SELECT COUNT(*) AS n FROM RANGE(3000000) a(i) JOIN RANGE(3000000) b(i) ON a.i < b.i");

    /** Sorts about 150 MB. */
    private static final BoundQuery WIDE = sql(
            "SELECT MAX(n) AS n FROM (SELECT ROW_NUMBER() OVER (ORDER BY g) AS n FROM (SELECT"
                    + " md5(CAST(i AS VARCHAR)) || repeat('x', 60) AS g FROM RANGE(1500000) a(i)))");

    @TempDir
    private Path dir;
    private Path file;

    @BeforeEach
    void name() {
        file = dir.resolve("not/there/yet/warehouse.duckdb");
    }

    @Test
    void shouldKeepWhatWasWritten() {
        try (DuckDbWarehouse warehouse = open()) {
            TestWarehouses.execute(warehouse, ROW);
        }
        try (DuckDbWarehouse warehouse = open()) {
            assertThat(warehouse.state().newestEmittedAt()).isEqualTo("2026-01-02T03:04:05.678901Z");
        }
    }

    @Test
    void shouldAnswerFromOneStateWhateverIsWrittenMeanwhile() {
        try (DuckDbWarehouse warehouse = open()) {
            warehouse.read(ANY, snapshot -> {
                assertThat(snapshot.query(OBJECTS)).isEmpty();
                TestWarehouses.execute(warehouse, ROW);
                assertThat(snapshot.query(OBJECTS)).isEmpty();
                return null;
            });
            assertThat(query(warehouse, OBJECTS)).hasSize(1);
        }
    }

    @Test
    void shouldTellThatTheDataHaveChanged() {
        try (DuckDbWarehouse warehouse = open()) {
            String before = warehouse.state().version();
            assertThat(warehouse.state().version()).isEqualTo(before);

            TestWarehouses.execute(warehouse, ROW);

            assertThat(warehouse.state().version()).isNotEqualTo(before);
        }
    }

    @Test
    void shouldStartAnewWhenTheTablesWereDefinedOtherwise() throws SQLException {
        try (DuckDbWarehouse warehouse = open()) {
            TestWarehouses.execute(warehouse, ROW);
        }
        try (Connection other = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("ALTER TABLE api_calls DROP COLUMN model");
            statement.execute("UPDATE schema_version SET definition = 'an older one'");
        }
        try (DuckDbWarehouse warehouse = open()) {
            assertThat(warehouse.state().newestEmittedAt()).isNull();
            assertThat(query(warehouse, sql("SELECT model FROM api_calls"))).isEmpty();
        }
    }

    @Test
    void shouldGoOnAfterAFailedQuery() {
        try (DuckDbWarehouse warehouse = open()) {
            for (int i = 0; i < OpenDuckDb.READERS + 1; i++) {
                assertThatThrownBy(() -> query(warehouse, sql("SELECT nothing")))
                        .isInstanceOf(WarehouseException.class);
            }
            assertThat(query(warehouse, OBJECTS)).isEmpty();
            assertThat(warehouse.isOpen()).isTrue();
        }
    }

    @Test
    void shouldOpenTheFileAgainWhenDuckDbAsksForIt() {
        try (DuckDbWarehouse warehouse = open()) {
            TestWarehouses.execute(warehouse, ROW);
            assertThatThrownBy(() -> warehouse.write(writer -> {
                throw new SQLException("FATAL Error: the database has been invalidated");
            })).isInstanceOf(WarehouseException.class);
            assertThat(warehouse.isOpen()).isFalse();

            assertThat(query(warehouse, OBJECTS)).hasSize(1);
            assertThat(warehouse.isOpen()).isTrue();
        }
    }

    @Test
    void shouldStageSideBySideAndMergeOneAfterTheOther() throws Exception {
        try (DuckDbWarehouse warehouse = open()) {
            CyclicBarrier bothStage = new CyclicBarrier(2);
            AtomicInteger merging = new AtomicInteger();
            List<CompletableFuture<Integer>> loads = Stream.of(1, 2)
                    .map(n -> CompletableFuture.supplyAsync(() -> warehouse.load(new CountedLoad(n, bothStage, merging)),
                            THREADS))
                    .toList();
            for (CompletableFuture<Integer> load : loads) {
                assertThat(load.get(20, TimeUnit.SECONDS)).isEqualTo(1);
            }

            assertThat(query(warehouse, sql("SELECT version FROM load_state"))).containsExactly(Map.of("version", 2L));
        }
    }

    /** Its result is how many merge at the same time. */
    private record CountedLoad(int rows, CyclicBarrier bothStage, AtomicInteger merging)
            implements
                LoadWork<Integer, Integer> {

        @Override
        public Integer stage(DuckDBConnection loader) throws SQLException {
            try (Statement statement = loader.createStatement()) {
                statement.execute("CREATE TEMP TABLE staged AS SELECT 1 FROM RANGE(" + rows + ")");
                bothStage.await(10, TimeUnit.SECONDS);
                return rows;
            } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Integer merge(DuckDBConnection loader, Integer staged) throws SQLException {
            int now = merging.incrementAndGet();
            try (Statement statement = loader.createStatement()) {
                statement.execute("UPDATE load_state SET version = version + 1");
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM staged")) {
                    row.next();
                    assertThat(row.getInt(1)).isEqualTo(staged);
                }
                return now;
            } finally {
                merging.decrementAndGet();
            }
        }
    }

    @Test
    void shouldLeaveNoUnpackedLibraryBehind() throws Exception {
        try (DuckDbWarehouse warehouse = open()) {
            assertThat(warehouse.isOpen()).isTrue();
            assertThat(NativeLibraryCleanup.mapped(Files.readAllLines(Path.of("/proc/self/maps")))).allSatisfy(
                    library -> assertThat(library).doesNotExist());
        }
    }

    @Test
    void shouldRefuseAFileThatAnotherProcessHasOpen() throws Exception {
        open().close();
        Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), HolderOfAFile.class.getName(), file.toString()).start();
        try (BufferedReader said = other.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("open");

            assertThatThrownBy(this::open).isInstanceOf(SettingRefusedException.class)
                    .hasMessageContaining("PIPELINE_DUCKDB_FILE=" + file)
                    .hasMessageContaining("another process has the file open")
                    .hasMessageContaining("PID " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    @Test
    void shouldRefuseWhatIsNoDuckDbFile() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "something else");

        assertThatThrownBy(this::open).isInstanceOf(SettingRefusedException.class)
                .hasMessageContaining("delete this one: it is built anew from the objects");
    }

    @ParameterizedTest
    @ValueSource(longs = { 0, 40, 4_100, 8_200 })
    void shouldSetAsideAFileThatIsDamaged(long at) throws Exception {
        try (DuckDbWarehouse warehouse = open()) {
            TestWarehouses.execute(warehouse, ROW);
        }
        flip(file, at);

        assertStartsAnew();
    }

    @Test
    void shouldSetAsideAFileWhoseContentIsLost() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[20_000]);

        assertStartsAnew();
    }

    @Test
    void shouldSetAsideAFileWhoseLogIsDamaged() throws Exception {
        copyWithItsLog();
        flip(log(), Files.size(log()) / 2);

        assertStartsAnew();
    }

    /** As after a power failure: the last transactions were not written whole, and the loader finds their objects again. */
    @Test
    void shouldKeepWhatALogThatIsCutOffHas() throws Exception {
        copyWithItsLog();
        try (FileChannel channel = FileChannel.open(log(), StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(log()) - 5);
        }

        try (DuckDbWarehouse warehouse = open()) {
            assertThat(query(warehouse, OBJECTS)).hasSizeBetween(0, 1);
            assertThat(aside()).doesNotExist();
        }
    }

    @Test
    void shouldSetAsideAFileWhoseDamageIsMetByAQuery() throws Exception {
        BoundQuery longest = sql("SELECT MAX(object_key) AS key FROM loaded_objects");
        try (DuckDbWarehouse warehouse = open()) {
            TestWarehouses.execute(warehouse,
                    "INSERT INTO loaded_objects SELECT i, MD5(CAST(i AS VARCHAR)), 'e', 1 FROM RANGE(300000) r(i)");
            warehouse.markComplete();
        }
        // rows: the definitions of the tables are at the end
        for (long at = 12_288 + 5_000; at < Files.size(file) / 2; at += 262_144) {
            flip(file, at);
        }
        try (DuckDbWarehouse warehouse = open()) {
            UUID damaged = warehouse.fileId();
            warehouse.markComplete();
            assertThatThrownBy(() -> query(warehouse, longest)).isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("Corrupt");

            assertThat(query(warehouse, OBJECTS)).isEmpty();
            assertThat(warehouse.fileId()).isNotEqualTo(damaged);
            assertThat(warehouse.isComplete()).isFalse();
            assertThat(aside()).exists();
        }
    }

    @Test
    void shouldCancelAQueryAtItsLimit() {
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(new DuckDbFile(file, "64MB", 1, "100MB"),
                Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> query(warehouse, ENDLESS)).isInstanceOf(WindowTooLargeException.class)
                    .hasMessageContaining("needs more than 1 s: ask for a shorter one");
            assertThat(query(warehouse, OBJECTS)).isEmpty();
        }
    }

    @Test
    void shouldLimitWhatIsSpilledAndKeepItBesideTheFile() {
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(new DuckDbFile(file, "64MB", 1, "10GiB"),
                Duration.ofSeconds(60))) {
            assertThat(query(warehouse, sql("SELECT CURRENT_SETTING('max_temp_directory_size') AS limit, "
                    + "CURRENT_SETTING('temp_directory') AS folder")))
                    .containsExactly(Map.of("limit", "10.0 GiB", "folder", file + ".tmp"));
        }
    }

    @Test
    void shouldSpillWhatDoesNotFitIntoMemory() {
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(new DuckDbFile(file, "64MB", 1, "2GB"),
                Duration.ofMinutes(2))) {
            assertThat(query(warehouse, WIDE)).containsExactly(Map.of("n", 1_500_000L));
        }
    }

    @Test
    void shouldFailAQueryThatWouldSpillTooMuchAndNoOther() {
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(new DuckDbFile(file, "64MB", 1, "1MB"),
                Duration.ofMinutes(2))) {
            assertThatThrownBy(() -> query(warehouse, WIDE)).isInstanceOf(WindowTooLargeException.class)
                    .hasMessageContaining("needs more than 64MB");
            assertThat(query(warehouse, OBJECTS)).isEmpty();
        }
    }

    @Test
    void shouldCancelTheQueryOfAClientThatHasLeft() throws Exception {
        Cancellation cancellation = new Cancellation();
        CountDownLatch started = new CountDownLatch(1);
        try (DuckDbWarehouse warehouse = DuckDbWarehouse.open(new DuckDbFile(file, "64MB", 1, "100MB"),
                Duration.ofMinutes(5))) {
            CompletableFuture<Void> client = CompletableFuture.runAsync(() -> cancellation.during(() -> warehouse.read(ANY,
                    snapshot -> {
                        started.countDown();
                        return snapshot.query(ENDLESS);
                    })), THREADS);
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            cancellation.cancel();

            assertThatThrownBy(() -> client.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(RequestCancelledException.class);
            assertThat(query(warehouse, OBJECTS)).isEmpty();
        }
    }

    @Test
    void shouldRefuseAMemoryThatIsNone() {
        assertThatThrownBy(() -> TestWarehouses.open(file, "much", 1)).isInstanceOf(SettingRefusedException.class)
                .hasMessage("PIPELINE_DUCKDB_MEMORY=much cannot work: give a size such as 128MB");
    }

    @Test
    void shouldReadNoFilesThroughSql() {
        try (DuckDbWarehouse warehouse = open()) {
            assertThatThrownBy(
                    () -> query(warehouse, sql("SELECT * FROM read_text('/etc/hosts')")))
                    .isInstanceOf(WarehouseException.class)
                    .hasMessageContaining("Permission Error");
        }
    }

    private void assertStartsAnew() {
        try (DuckDbWarehouse warehouse = open()) {
            assertThat(warehouse.state().newestEmittedAt()).isNull();
            TestWarehouses.execute(warehouse, ROW);
            assertThat(query(warehouse, OBJECTS)).hasSize(1);
        }
        assertThat(aside()).exists();
    }

    /** As a process leaves both that is killed. */
    private void copyWithItsLog() throws IOException {
        Path running = dir.resolve("running.duckdb");
        Files.createDirectories(file.getParent());
        try (DuckDbWarehouse warehouse = TestWarehouses.open(running, "64MB", 1)) {
            TestWarehouses.execute(warehouse, ROW);
            Files.copy(running, file);
            Files.copy(running.resolveSibling("running.duckdb.wal"), log());
        }
    }

    private static void flip(Path file, long at) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(16);
            channel.read(bytes, at);
            for (int i = 0; i < bytes.capacity(); i++) {
                bytes.put(i, (byte) ~bytes.get(i));
            }
            channel.write(bytes.rewind(), at);
        }
    }

    private Path log() {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    private Path aside() {
        return file.resolveSibling(file.getFileName() + DamagedFile.ASIDE);
    }

    private DuckDbWarehouse open() {
        return TestWarehouses.open(file, "64MB", 1);
    }

    private static BoundQuery sql(String sql) {
        return new BoundQuery("test", sql, List.of());
    }

    private static List<Map<String, Object>> query(DuckDbWarehouse warehouse, BoundQuery query) {
        return warehouse.read(ANY, snapshot -> snapshot.query(query));
    }
}
