package dev.tavilypipeline.analytics.warehouse.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.JdbcRows;
import dev.tavilypipeline.analytics.warehouse.WarehouseBusyException;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.window.Window;
import net.snowflake.client.api.connection.SnowflakeConnection;

/** Through Snowflake's driver, to a server that speaks its protocol. */
class SnowflakeWarehouseIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final SampleRows ROWS = SampleRows.of(7, 200, START);
    private static final Window ALL = new Window(START, START.plus(Duration.ofDays(400)));
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration MAX_QUERY_TIME = TIMEOUT.plusSeconds(2);
    private static final Duration FIRST_SESSIONS_TIMEOUT = Duration.ofSeconds(75);
    private static final Duration MAX_LOGIN_TIME = SnowflakePool.LOGIN_TIMEOUT.plusSeconds(4);
    private static final TestSnowflakeSettings SETTINGS = TestSnowflakeSettings.withPassword();
    private static final BoundQuery A_TIME = new BoundQuery("time", "SELECT CAST('2026-03-29 01:30:00' AS TIMESTAMP_NTZ) AS at",
            List.of());
    private static final BoundQuery RUNS = new BoundQuery("runs", "SELECT COUNT(*) AS runs FROM agent_runs", List.of());

    @TempDir
    private static Path databases;
    private static FakeSnow server;

    private SnowflakeWarehouse warehouse;

    @BeforeAll
    static void fill() throws Exception {
        server = FakeSnow.start(databases);
        try (SnowflakeTables tables = SnowflakeTables.connect(server.url(), TIMEOUT)) {
            tables.fill(ROWS);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void connect() {
        warehouse = warehouse(4);
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private static SnowflakeWarehouse warehouse(int connections) {
        return new SnowflakeWarehouse(SETTINGS.with("URL", server.url()).with(TIMEOUT, connections));
    }

    @Test
    void shouldTellItsState() {
        assertThat(warehouse.state().newestEmittedAt()).isEqualTo(ROWS.runs().get(199).emittedAt());
        assertThat(warehouse.state().version()).contains("200@");
    }

    @Test
    void shouldReadTextsTimesAndNumbers() {
        BoundQuery query = new BoundQuery("types", """
                SELECT CAST(? AS DATETIME) AS day, ? AS words, CAST(? AS INTEGER) AS n, CAST(NULL AS DOUBLE) AS nothing""",
                List.of("2026-03-29 01:30:00.123456", "Ørsted", "7"));

        assertThat(warehouse.<Object> read(ALL, snapshot -> snapshot.query(query).get(0).toString()))
                .isEqualTo("{day=2026-03-29T01:30:00.123456Z, words=Ørsted, n=7, nothing=null}");
    }

    @Test
    void shouldSayWhatTheDatabaseSays() {
        BoundQuery wrong = new BoundQuery("wrong", "SELECT nothing FROM nowhere", List.of());

        assertThatThrownBy(() -> warehouse.read(ALL, snapshot -> snapshot.query(wrong)))
                .isInstanceOf(WarehouseException.class).hasMessageContaining("nowhere".toUpperCase(Locale.ROOT));
        assertThat(runs()).isEqualTo(200);
    }

    @Test
    void shouldFailInTimeWhileTheServerIsGoneAndAnswerWhenItIsBack() {
        assertThat(runs()).isEqualTo(200);
        server.kill();
        try {
            assertThat(timeToFail()).isLessThan(MAX_QUERY_TIME);
            assertThat(timeToFail()).isLessThan(MAX_LOGIN_TIME);
        } finally {
            server.start();
        }
        assertThat(runs()).isEqualTo(200);
    }

    @Test
    void shouldFailInTimeWhileTheServerIsSilentAndAnswerWhenItSpeaksAgain() {
        assertThat(runs()).isEqualTo(200);
        server.freeze();
        try {
            // the driver keeps the timeouts of the first session of a JVM, which may have been another test's
            assertThat(timeToFail()).isLessThan(FIRST_SESSIONS_TIMEOUT);
            assertThat(timeToFail()).isLessThan(FIRST_SESSIONS_TIMEOUT);
        } finally {
            server.thaw();
        }
        assertThat(runs()).isEqualTo(200);
    }

    @Test
    void shouldBeBusyWhileAllSessionsAreInUse() {
        try (SnowflakeWarehouse single = warehouse(1)) {
            assertThatThrownBy(() -> single.read(ALL, outer -> single.read(ALL, inner -> null)))
                    .isInstanceOf(WarehouseBusyException.class);
        }
    }

    @Test
    void shouldUseASessionAgain() throws Exception {
        try (SnowflakePool pool = new SnowflakePool(SETTINGS.with("URL", server.url()))) {
            SnowflakeConnection first = session(pool);

            try (Connection session = pool.borrow()) {
                assertThat(JdbcRows.query(session, A_TIME, Duration.ofSeconds(10), statement -> {
                }, JdbcRows::byCalendar)).containsExactly(Map.of("at", Instant.parse("2026-03-29T01:30:00Z")));
            }

            assertThat(session(pool)).as("after an answer with a time").isSameAs(first);
        }
    }

    @ParameterizedTest
    @CsvSource({ "604, true", "630, true", "904, false", "390144, false" })
    void shouldTellAQueryAtItsLimitFromAnOutage(int code, boolean stopped) {
        assertThat(SnowflakeWarehouse.isStopped(new SQLException("a failure", "57014", code))).isEqualTo(stopped);
    }

    private static SnowflakeConnection session(SnowflakePool pool) throws SQLException {
        try (Connection session = pool.borrow()) {
            return session.unwrap(SnowflakeConnection.class);
        }
    }

    private Duration timeToFail() {
        long start = System.nanoTime();
        assertThatThrownBy(this::runs).isInstanceOf(WarehouseException.class);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private long runs() {
        return ((Number) warehouse.<Object> read(ALL, snapshot -> snapshot.query(RUNS).get(0).get("runs"))).longValue();
    }
}
