package dev.tavilypipeline.analytics.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.analytics.LakeFolder;
import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.warehouse.KpiQueries;
import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import dev.tavilypipeline.analytics.warehouse.duckdb.QueryLimits;
import dev.tavilypipeline.analytics.warehouse.duckdb.TestWarehouses;
import dev.tavilypipeline.analytics.warehouse.mongo.CollectorDocuments;
import dev.tavilypipeline.analytics.warehouse.mongo.MongoWarehouse;
import dev.tavilypipeline.analytics.warehouse.snowflake.FakeSnow;
import dev.tavilypipeline.analytics.warehouse.snowflake.SnowflakeTables;
import dev.tavilypipeline.analytics.warehouse.snowflake.SnowflakeWarehouse;
import dev.tavilypipeline.analytics.warehouse.snowflake.TestSnowflakeSettings;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Every query of {@code sql/kpis} answers alike from every warehouse with the same runs. */
class SourcesIT {

    private static final Instant START = Instant.parse("2026-02-20T00:00:00Z");
    private static final SampleRows ROWS = SampleRows.of(21, 500, START);
    private static final Window WINDOW = new Window(START, START.plus(Duration.ofDays(30)));

    @TempDir
    private static Path folder;
    private static DuckDbWarehouse duckDb;

    @BeforeAll
    static void load() throws Exception {
        LakeFolder lake = new LakeFolder(folder.resolve("lake"));
        lake.put("runs/2026/02/20/00/r-0-0-9.json.gz", ROWS.runs());
        lake.put("steps/2026/02/20/00/r-0-0-9.json.gz", ROWS.steps());
        lake.put("calls/2026/02/20/00/r-0-0-9.json.gz", ROWS.calls());
        duckDb = TestWarehouses.open(folder.resolve("warehouse.duckdb"), "128MB", 2);
        Clock clock = Clock.systemUTC();
        new LakeScan(new FolderSource(lake.root(), clock), duckDb, new LoadMetrics(new SimpleMeterRegistry(), clock), clock,
                Duration.ofHours(1)).run(() -> false);
    }

    @AfterAll
    static void close() {
        duckDb.close();
    }

    @Test
    void shouldAnswerFromSnowflakeAsFromDuckDb() throws Exception {
        Duration timeout = Duration.ofSeconds(60);
        try (FakeSnow server = FakeSnow.start(Files.createDirectories(folder.resolve("snowflake")))) {
            try (SnowflakeTables tables = SnowflakeTables.connect(server.url(), timeout)) {
                tables.fill(ROWS);
            }
            try (SnowflakeWarehouse snowflake = new SnowflakeWarehouse(
                    TestSnowflakeSettings.withPassword().with("URL", server.url()).with(timeout, 1))) {
                KpiQueries.assertSameAnswers(snowflake, duckDb, WINDOW);
            }
        }
    }

    @Test
    void shouldAnswerFromMongoDbAsFromDuckDb() throws Exception {
        int port = Ports.free();
        String uri = "mongodb://127.0.0.1:" + port;
        EmbeddedMongo server = new EmbeddedMongo(folder.resolve("mongodb"), port);
        server.start();
        try (CollectorDocuments documents = new CollectorDocuments(uri);
                MongoWarehouse mongodb = new MongoWarehouse(uri, CollectorDocuments.DATABASE, 1_000,
                        new QueryLimits(Duration.ofSeconds(20), "128MB"), Clock.systemUTC())) {
            documents.put(ROWS);
            KpiQueries.assertSameAnswers(mongodb, duckDb, WINDOW);
        } finally {
            server.stop();
        }
    }
}
