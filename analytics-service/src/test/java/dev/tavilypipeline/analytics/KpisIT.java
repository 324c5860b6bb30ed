package dev.tavilypipeline.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.RunStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

@QuarkusTest
@TestProfile(KpisIT.OwnFolders.class)
class KpisIT {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final SampleRows ROWS = SampleRows.of(42, 2_000, START);
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "pipeline.load.lake-dir")
    Path lakeDir;

    private int objectsPut;

    @Test
    void shouldAnswerWhatTheRowsSayHoweverOftenAndInWhateverOrderTheyCome() {
        putAll(ROWS, 1);
        await().atMost(Duration.ofMinutes(1)).until(() -> objectsLoaded() >= objectsPut);
        assertAllAsTheOracleSays();
        Map<String, Object> before = answer("/kpis/summary", START, END, "all");

        putAll(ROWS, 2);
        await().atMost(Duration.ofMinutes(1)).until(() -> objectsLoaded() >= objectsPut);

        assertAllAsTheOracleSays();
        assertThat(withoutMeta(answer("/kpis/summary", START, END, "all"))).isEqualTo(withoutMeta(before));
    }

    @Test
    void shouldSayWhatItCouldNotReadAndStayReady() {
        new LakeFolder(lakeDir).putBytes("calls/" + hour() + "/broken-0-0-0.json.gz", new byte[] { 31, -117, 8 });

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> given().get("/kpis/summary").then()
                .statusCode(200)
                .body("meta.warnings",
                        hasItem(startsWith(
                                "1 object(s) could not be read, in whole or in part, which is not counted; the first is calls/"))));
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/metrics").then().body(containsString("pipeline_load_failed_objects_total 1.0"));
    }

    @Test
    void shouldTellHowTheAnswerCameAbout() {
        given().queryParam("from", "2020-01-01T00:00:00Z").queryParam("to", "2020-01-02T00:00:00.5Z").get("/kpis/costs")
                .then().statusCode(200)
                .body("meta.from", equalTo("2020-01-01T00:00:00Z"))
                .body("meta.to", equalTo("2020-01-02T00:00:00.500Z"))
                .body("meta.source", equalTo("duckdb"))
                .body("meta.simulated", equalTo("true"))
                .body("costs.cost_usd", equalTo(0.0f))
                .body("costs.cost_per_run_usd", equalTo(null));
        given().get("/q/metrics").then().body(containsString("pipeline_kpi_query_seconds_count{kpi=\"costs\"}"));
    }

    @Test
    void shouldListWhatThereIs() {
        given().get("/kpis").then().statusCode(200)
                .body("kpis.find { it.id == 'health.success_ratio' }.unit", equalTo("ratio"))
                .body("kpis.find { it.id == 'health.success_ratio' }.better", equalTo("up"))
                .body("kpis.find { it.id == 'health.success_ratio' }.link", equalTo("/kpis/health"))
                .body("breakdowns.id", hasItem("costs.repeated_queries"));
        given().get("/").then().statusCode(200).contentType("text/html").body(containsString("/kpis/summary"));
    }

    @Test
    void shouldRefuseByTheParametersName() {
        for (String path : List.of("/kpis", "/kpis/summary", "/kpis/usage")) {
            given().queryParam("granularity", "day").get(path).then().statusCode(400)
                    .contentType("application/problem+json").body("field", equalTo("granularity"));
        }
        given().queryParam("range", "1y").get("/kpis/health").then().statusCode(400).body("field", equalTo("range"));
        for (String path : List.of("/kpis/luck", "/kpis/health/luck")) {
            given().get(path).then().statusCode(404).contentType("application/problem+json");
        }
    }

    private void assertAllAsTheOracleSays() {
        // windows that begin and end with a run, so that it shows on which side an edge is
        Instant a = ROWS.runs().get(600).requestedAt();
        Instant b = ROWS.runs().get(1_400).requestedAt();
        for (List<Instant> window : List.of(List.of(START, END), List.of(a, b), List.of(b, b.plusNanos(1_000)),
                List.of(END, END.plusSeconds(1)))) {
            for (String simulated : List.of("true", "false", "all")) {
                assertAsTheOracleSays(window.get(0), window.get(1), simulated);
            }
        }
    }

    private static void assertAsTheOracleSays(Instant from, Instant to, String simulated) {
        KpiOracle oracle = new KpiOracle(ROWS, from, to, simulated.equals("all") ? null : Boolean.valueOf(simulated));
        Map<String, Map<String, Object>> groups = new LinkedHashMap<>();
        groups.put("health", Map.of("health", oracle.health(), "runs_by_status", oracle.runsByStatus(), "errors_by_type",
                oracle.errorsByType()));
        groups.put("performance", Map.of("performance", oracle.performance(), "steps", oracle.steps()));
        groups.put("usage", Map.of("usage", oracle.usage(), "top_companies", oracle.topCompanies(), "industries",
                oracle.industries(), "runs_by_hour", oracle.runsByHour()));
        groups.put("costs", Map.of("costs", oracle.costs(), "by_provider", oracle.byProvider(), "repeated_queries",
                oracle.repeatedQueries(), "runs_by_calls", oracle.runsByCalls()));

        Map<String, Object> summary = new LinkedHashMap<>();
        groups.forEach((group, expected) -> {
            Figures.assertSame(group, withoutMeta(answer("/kpis/" + group, from, to, simulated)), expected);
            summary.put(group, expected.get(group));
        });
        Figures.assertSame("summary", withoutMeta(answer("/kpis/summary", from, to, simulated)), summary);
    }

    private static Map<String, Object> answer(String path, Instant from, Instant to, String simulated) {
        String body = given().queryParam("from", from.toString()).queryParam("to", to.toString())
                .queryParam("simulated", simulated).get(path).then().statusCode(200).extract().asString();
        try {
            return JSON.readValue(body, new TypeReference<>() {
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> withoutMeta(Map<String, Object> answer) {
        Map<String, Object> figures = new LinkedHashMap<>(answer);
        assertThat(figures.remove("meta")).isNotNull();
        return figures;
    }

    /** Objects that overlap, in random order, with rows of an earlier revision among them that say something else. */
    private void putAll(SampleRows rows, int seed) {
        Random random = new Random(seed);
        List<AgentRunRow> runs = new ArrayList<>(rows.runs());
        rows.runs().stream().filter(run -> random.nextInt(3) == 0).map(KpisIT::before).forEach(runs::add);
        put("runs", seed, random, runs);
        put("steps", seed, random, new ArrayList<>(rows.steps()));
        put("calls", seed, random, new ArrayList<>(rows.calls()));
    }

    private void put(String table, int seed, Random random, List<?> rows) {
        Collections.shuffle(rows, random);
        int size = 250;
        for (int from = 0; from < rows.size(); from += size / 2) { // each row is in two objects
            String name = "topic-" + seed + "-" + from + "-" + (from + size) + ".json.gz";
            new LakeFolder(lakeDir).put(table + "/" + hour() + "/" + name,
                    rows.subList(from, Math.min(rows.size(), from + size)));
            objectsPut++;
        }
    }

    private static AgentRunRow before(AgentRunRow run) {
        return new AgentRunRow(run.runId(), "someone else", "other", RunStatus.FAILED, null, null, 1.0, 99, null, "other",
                run.requestedAt(), null, 0, new BigDecimal("99"), 99, 99, run.costUsd(), null, "early", 0, 1, null, 3, null,
                run.simulated(), 0,
                run.revision() - 1, run.projectionVersion(), run.emittedAt().plusSeconds(60));
    }

    private static String hour() {
        return DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC).format(Instant.now());
    }

    private double objectsLoaded() {
        return metrics.counter("pipeline.load.objects").count();
    }

    /** A lake and a warehouse of this test's own. */
    public static final class OwnFolders implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path dir = Files.createTempDirectory("kpis");
                return Map.of("pipeline.load.lake-dir", dir.resolve("lake").toString(),
                        "pipeline.load.poll", "100ms",
                        "pipeline.warehouse.file", dir.resolve("warehouse.duckdb").toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
