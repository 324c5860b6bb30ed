package dev.tavilypipeline.analytics.warehouse.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sql.BoundQuery;
import dev.tavilypipeline.analytics.warehouse.Snapshot;
import dev.tavilypipeline.analytics.warehouse.WarehouseException;
import dev.tavilypipeline.analytics.warehouse.WindowTooLargeException;
import dev.tavilypipeline.analytics.warehouse.duckdb.QueryLimits;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;

/** Over the wire, from documents with the fields of the collector's. */
class MongoWarehouseIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final SampleRows ROWS = SampleRows.of(11, 300, START);
    private static final SampleRows OTHERS = SampleRows.of(12, 3, START);
    private static final Window ALL = new Window(START, START.plus(Duration.ofDays(60)));
    private static final BoundQuery RUNS = new BoundQuery("runs", "SELECT COUNT(*) AS runs FROM agent_runs", List.of());

    @TempDir
    private static Path folder;
    private static EmbeddedMongo server;
    private static String uri;

    private final AtomicReference<Instant> now = new AtomicReference<>(START.plus(Duration.ofDays(61)));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private CollectorDocuments documents;
    private MongoWarehouse warehouse;

    @BeforeAll
    static void start() {
        int port = Ports.free();
        server = new EmbeddedMongo(folder, port);
        server.start();
        uri = "mongodb://127.0.0.1:" + port;
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void connect() {
        documents = new CollectorDocuments(uri);
        documents.clear();
        documents.put(ROWS);
        warehouse = warehouse(300);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
        documents.close();
    }

    private MongoWarehouse warehouse(int maxRuns) {
        return warehouse(maxRuns, new QueryLimits(Duration.ofSeconds(20), "128MB"));
    }

    private MongoWarehouse warehouse(int maxRuns, QueryLimits limits) {
        return new MongoWarehouse(uri, CollectorDocuments.DATABASE, maxRuns, limits, clock);
    }

    @Test
    void shouldHaveTheRowsOfTheWindow() {
        assertThat(count("agent_runs")).isEqualTo(300);
        assertThat(count("run_steps")).isEqualTo(900);
        assertThat(count("api_calls")).isEqualTo(ROWS.calls().size());
        assertThat(warehouse.<List<String>> read(ALL, Snapshot::warnings)).isEmpty();
    }

    @Test
    void shouldHaveNoRunWithoutAnEnvelope() {
        documents.putWithoutEnvelope(OTHERS.runs().get(0));
        try (MongoWarehouse larger = warehouse(400)) {
            assertThat(count(larger, "agent_runs")).isEqualTo(300);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSayThatRunsWereDeleted() {
        documents.putPurged(OTHERS.runs().get(0));

        assertThat(warehouse.<List<String>> read(ALL, Snapshot::warnings))
                .containsExactly("runs of the window were deleted from mongodb when their retention ended: they are missing");
    }

    @Test
    void shouldReadAWindowOnceForRequestsOfTheSameMoment() {
        assertThat(count("agent_runs")).isEqualTo(300);
        documents.clear();

        now.set(now.get().plus(MongoWarehouse.KEPT_FOR));
        assertThat(count("agent_runs")).isEqualTo(300);
        assertThat(warehouse.<Long> read(new Window(ALL.from(), ALL.to().plusMillis(900)), snapshot -> runs(snapshot)))
                .isEqualTo(300);

        now.set(now.get().plusMillis(1));
        assertThat(count("agent_runs")).isZero();
    }

    @Test
    void shouldRefuseAWindowWithTooManyRuns() {
        documents.putWithoutEnvelope(OTHERS.runs().get(0));

        assertThatThrownBy(() -> count("agent_runs")).isInstanceOf(WindowTooLargeException.class)
                .hasMessage("the window from 2026-03-01T00:00:00Z to 2026-04-30T00:01:00Z has more than 300 runs,"
                        + " too many to be read from mongodb: ask for a shorter one");
        assertThat(warehouse.<Long> read(new Window(START.minusSeconds(9), START), snapshot -> runs(snapshot))).isNotNull();
    }

    @Test
    void shouldRefuseAQueryThatTakesTooLongAndAnswerOthers() throws Exception {
        BoundQuery endless = new BoundQuery("endless", "SELECT COUNT(*) AS n FROM RANGE(1000000) a, RANGE(1000000) b"
                + " WHERE HASH(a.range, b.range) = 7", List.of());
        try (MongoWarehouse hasty = warehouse(300, new QueryLimits(Duration.ofSeconds(1), "128MB"))) {
            assertThatThrownBy(() -> hasty.read(ALL, snapshot -> snapshot.query(endless)))
                    .isInstanceOf(WindowTooLargeException.class).hasMessageContaining("needs more than 1 s");
            assertThat(count(hasty, "agent_runs")).isEqualTo(300);
        }
    }

    @Test
    void shouldFailWhileMongoDbIsGoneAndAnswerWhenItIsBack() {
        server.stop();
        try {
            assertThatThrownBy(() -> count("agent_runs")).isInstanceOf(WarehouseException.class)
                    .hasMessageStartingWith("mongodb: ");
            assertThatThrownBy(warehouse::state).isInstanceOf(WarehouseException.class);
        } finally {
            server.start();
        }
        assertThat(count("agent_runs")).isEqualTo(300);
    }

    private long count(String table) {
        return count(warehouse, table);
    }

    private static long count(MongoWarehouse asked, String table) {
        BoundQuery query = new BoundQuery("count", "SELECT COUNT(*) AS n FROM " + table, List.of());
        return asked.<Long> read(ALL, snapshot -> ((Number) snapshot.query(query).get(0).get("n")).longValue());
    }

    private static Long runs(Snapshot snapshot) throws java.sql.SQLException {
        return ((Number) snapshot.query(RUNS).get(0).get("runs")).longValue();
    }
}
