package dev.tavilypipeline.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sample.SampleTimes;
import dev.tavilypipeline.analytics.warehouse.mongo.CollectorDocuments;
import dev.tavilypipeline.analytics.warehouse.snowflake.FakeSnow;
import dev.tavilypipeline.analytics.warehouse.snowflake.SnowflakeTables;
import dev.tavilypipeline.localstack.mongo.EmbeddedMongo;
import dev.tavilypipeline.localstack.start.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A stand-in for Snowflake and a MongoDB, both with the same runs, and a service that knows both. */
public final class SnowflakeAndMongo implements QuarkusTestResourceLifecycleManager {

    /** One for the class loaders of the test and of its service. */
    static final Instant NOW = Instant
            .parse(System.getProperties().computeIfAbsent("test.now", unused -> Instant.now().toString()).toString());
    static final SampleRows ROWS = sample();
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static SampleRows sample() {
        Random random = new Random(5);
        return SampleRows.of(random, SampleTimes.of(random, 8_000, NOW));
    }

    private Path folder;
    private FakeSnow snowflake;
    private EmbeddedMongo mongo;

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("sources");
            snowflake = FakeSnow.start(Files.createDirectories(folder.resolve("snowflake")));
            try (SnowflakeTables tables = SnowflakeTables.connect(snowflake.url(), TIMEOUT)) {
                tables.fill(ROWS);
            }
            int port = Ports.free();
            mongo = new EmbeddedMongo(folder.resolve("mongodb"), port);
            mongo.start();
            String uri = "mongodb://127.0.0.1:" + port;
            try (CollectorDocuments documents = new CollectorDocuments(uri)) {
                documents.put(ROWS);
            }
            return settings(uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> settings(String mongoUri) {
        Map<String, String> settings = new HashMap<>();
        settings.put("SNOWFLAKE_ACCOUNT", "org-account");
        settings.put("SNOWFLAKE_URL", snowflake.url());
        settings.put("SNOWFLAKE_USER", "test");
        settings.put("SNOWFLAKE_PASSWORD", "test");
        settings.put("SNOWFLAKE_WAREHOUSE", "wh");
        settings.put("SNOWFLAKE_DATABASE", SnowflakeTables.DATABASE);
        settings.put("SNOWFLAKE_SCHEMA", SnowflakeTables.SCHEMA);
        settings.put("PIPELINE_SNOWFLAKE_TIMEOUT", TIMEOUT.toSeconds() + "s");
        settings.put("MONGODB_URI", mongoUri);
        settings.put("PIPELINE_MONGODB_MAX_RUNS", Integer.toString(ROWS.runs().size()));
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(snowflake, new TestInjector.MatchesType(FakeSnow.class));
        injector.injectIntoFields(mongo, new TestInjector.MatchesType(EmbeddedMongo.class));
    }

    @Override
    public void stop() {
        if (snowflake != null) {
            snowflake.close();
        }
        if (mongo != null) {
            mongo.stop();
        }
    }
}
