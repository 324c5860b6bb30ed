package dev.tavilypipeline.analytics.warehouse.duckdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.start.SettingRefusedException;

class DuckDbWarehouseTest {

    private static final String ROW = """
            INSERT INTO loaded_objects VALUES (2026010203, 'k', 'e', 1);
            UPDATE load_state SET version = version + 1, newest_emitted_at = '2026-01-02 03:04:05.678901'""";

    private static final Window ANY = new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
    private static final BoundQuery OBJECTS = sql("SELECT * FROM loaded_objects");

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
            execute(warehouse, ROW);
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
                execute(warehouse, ROW);
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

            execute(warehouse, ROW);

            assertThat(warehouse.state().version()).isNotEqualTo(before);
        }
    }

    @Test
    void shouldStartAnewWhenTheTablesWereDefinedOtherwise() throws SQLException {
        try (DuckDbWarehouse warehouse = open()) {
            execute(warehouse, ROW);
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
            execute(warehouse, ROW);
            assertThatThrownBy(() -> warehouse.write(writer -> {
                throw new SQLException("FATAL Error: the database has been invalidated");
            })).isInstanceOf(WarehouseException.class);
            assertThat(warehouse.isOpen()).isFalse();

            assertThat(query(warehouse, OBJECTS)).hasSize(1);
            assertThat(warehouse.isOpen()).isTrue();
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

    @Test
    void shouldRefuseAMemoryThatIsNone() {
        assertThatThrownBy(() -> DuckDbWarehouse.open(file, "much", 1)).isInstanceOf(SettingRefusedException.class)
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

    private DuckDbWarehouse open() {
        return DuckDbWarehouse.open(file, "64MB", 1);
    }

    private static void execute(DuckDbWarehouse warehouse, String sql) {
        warehouse.change(writer -> {
            try (Statement statement = writer.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private static BoundQuery sql(String sql) {
        return new BoundQuery("test", sql, List.of());
    }

    private static List<Map<String, Object>> query(DuckDbWarehouse warehouse, BoundQuery query) {
        return warehouse.read(ANY, snapshot -> snapshot.query(query));
    }
}
