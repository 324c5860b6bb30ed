package dev.tavilypipeline.analytics;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.warehouse.duckdb.DuckDbWarehouse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** A request that takes seconds, whose client does not wait for the answer. */
@QuarkusTest
@TestProfile(LeavingClientIT.OwnFolders.class)
class LeavingClientIT {

    private static final String PATH = "/kpis/costs/queries?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z&simulated=all&top=";
    private static final String RUNS = """
            INSERT INTO agent_runs BY NAME SELECT uuid() AS run_id, 'success' AS status, 1 AS total_api_calls, 3 AS total_steps,
              0 AS total_credits, 0 AS total_input_tokens, 0 AS total_output_tokens, 0 AS cost_usd, 1 AS source_count, 1 AS attempt,
              0 AS missing_facts, true AS simulated, 1 AS revision, 1 AS projection_version,
              TIMESTAMP '2026-01-10 00:00:00' AS emitted_at, TIMESTAMP '2026-01-10 00:00:00' AS requested_at,
              repeat(md5(CAST(i AS VARCHAR)), 4) AS query, repeat(md5(CAST(i AS VARCHAR)), 4) AS query_key
            FROM range(1000000) AS t(i)""";

    @Inject
    DuckDbWarehouse warehouse;

    @Inject
    MeterRegistry metrics;

    @TestHTTPResource
    URI base;

    @Test
    void shouldCancelTheQueryAndBeginNoOther() throws Exception {
        warehouse.write(writer -> {
            try (Statement statement = writer.createStatement()) {
                return statement.executeUpdate(RUNS);
            }
        });
        given().urlEncodingEnabled(false).get(PATH + 1).then().statusCode(200);
        Duration whole = took("costs_expensive_queries");
        assertThat(queries("costs_repeated_queries")).isOne();

        try (Socket client = new Socket(base.getHost(), base.getPort())) {
            client.getOutputStream().write(("GET " + PATH + "2 HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII));
            await().pollDelay(whole.dividedBy(8)).atMost(whole.multipliedBy(5)).until(() -> activeRequests() >= 1);
            assertThat(queries("costs_expensive_queries")).as("the query runs").isOne();
        }

        await().atMost(whole.multipliedBy(5)).pollInterval(Duration.ofMillis(50))
                .until(() -> queries("costs_expensive_queries") == 2);
        assertThat(took("costs_expensive_queries").minus(whole)).isLessThan(whole.multipliedBy(2).dividedBy(3));
        assertThat(queries("costs_repeated_queries")).as("queries of a client that has left").isOne();
        given().get("/kpis/health?range=24h").then().statusCode(200);
    }

    private long queries(String kpi) {
        return timer(kpi).count();
    }

    private Duration took(String kpi) {
        return Duration.ofNanos((long) timer(kpi).totalTime(TimeUnit.NANOSECONDS));
    }

    private Timer timer(String kpi) {
        return metrics.timer("pipeline.kpi.query", "kpi", kpi);
    }

    private double activeRequests() {
        return metrics.get("http.server.active.requests").gauge().value();
    }

    public static final class OwnFolders implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path dir = Files.createTempDirectory("leaving");
                return Map.of("pipeline.load.lake-dir", dir.resolve("lake").toString(),
                        "pipeline.warehouse.file", dir.resolve("warehouse.duckdb").toString(),
                        "pipeline.warehouse.memory", "256MB", "pipeline.warehouse.query-limit", "5m");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
