package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.analytics.sample.SampleObjects;
import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * The SELECT of each dynamic table and the MERGE of each task over landed rows, early and late ones among them, each in two
 * objects. What the stand-in lacks: a stream is a table that the test empties, and {@code name_key}, which is JavaScript, is
 * something else here, the same on both sides.
 */
class SnowflakeTasksIT {

    private static final SampleRows ROWS = SampleRows.of(11, 300, Instant.parse("2026-03-01T00:00:00Z"));
    private static final String TASKS = "optional/tables_by_task.sql";
    private static final String COLUMNS = " (row_data VARIANT, file_name VARCHAR, file_row INTEGER, loaded_at TIMESTAMP_LTZ)";

    @TempDir
    private static Path databases;
    private static FakeSnow server;
    private static SnowflakePool pool;
    private static Connection session;

    @BeforeAll
    static void connect() throws SQLException {
        server = FakeSnow.start(databases);
        pool = new SnowflakePool(
                TestSnowflakeSettings.withPassword().with("URL", server.url()).with(Duration.ofSeconds(30), 1));
        session = pool.borrow();
    }

    @AfterAll
    static void stop() throws SQLException {
        if (session != null) {
            session.close();
            pool.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({ "agent_runs, runs, 300", "run_steps, steps, 900", "api_calls, calls, -1" })
    void shouldKeepTheNewestOfEachKeyByTaskAsByDynamicTable(String table, String landing, int rows) throws SQLException {
        int expected = rows < 0 ? ROWS.calls().size() : rows;
        run("CREATE OR REPLACE TABLE " + landing + COLUMNS);
        run("CREATE OR REPLACE TABLE " + landing + "_stream" + COLUMNS);
        run(created(table));
        String selected = query(SnowflakeSql.query(table));
        String merge = query(statement("MERGE INTO " + table + " t USING (").replaceFirst("(?s)^.*?(?=MERGE INTO)", ""));

        List<? extends List<?>> objects = SampleObjects.of(ROWS, 3, "2026/03/01/00").entrySet().stream()
                .filter(object -> object.getKey().startsWith(landing + "/")).map(object -> object.getValue()).toList();
        for (List<?> object : objects) {
            land(landing, object);
            land(landing + "_stream", object);
            run(merge);
            run("DELETE FROM " + landing + "_stream");
        }
        land(landing + "_stream", objects.get(0));
        run(merge);

        assertThat(count("SELECT COUNT(*) FROM " + table)).isEqualTo(expected);
        assertThat(count("SELECT COUNT(*) FROM (" + selected + ")")).isEqualTo(expected);
        assertThat(count("SELECT COUNT(*) FROM (SELECT * FROM " + table + " EXCEPT SELECT * FROM (" + selected + "))"))
                .isZero();
        assertThat(count("SELECT COUNT(*) FROM " + table + " WHERE revision = 5 AND projection_version = 3"))
                .isEqualTo(expected);
    }

    private static String statement(String with) {
        return SnowflakeSql.statements(TASKS).stream().filter(each -> each.contains(with)).findFirst().orElseThrow();
    }

    /** Without the options behind the columns. */
    private static String created(String table) {
        String create = statement("CREATE TABLE IF NOT EXISTS " + table + " (");
        return create.substring(0, create.indexOf("\n)") + 2).replace("CREATE TABLE IF NOT EXISTS", "CREATE OR REPLACE TABLE");
    }

    private static String query(String sql) {
        return sql.replace("LANDING.", "").replaceAll("name_key\\((.*?)\\) AS", "UPPER($1) AS");
    }

    private static void land(String table, List<?> rows) throws SQLException {
        String json = rows.stream().map(row -> new String(ContractJson.write(row), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
        try (PreparedStatement insert = session.prepareStatement("INSERT INTO " + table
                + " SELECT value, 'object', index, CURRENT_TIMESTAMP() FROM TABLE(FLATTEN(INPUT => PARSE_JSON(?)))")) {
            insert.setString(1, json);
            insert.execute();
        }
    }

    private static void run(String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String sql) throws SQLException {
        try (Statement statement = session.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
