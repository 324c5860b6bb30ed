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
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tavilypipeline.analytics.oracle.KpiCase;
import dev.tavilypipeline.analytics.oracle.KpiCheck;
import dev.tavilypipeline.analytics.oracle.KpiClient;
import dev.tavilypipeline.analytics.oracle.KpiMatrix;
import dev.tavilypipeline.analytics.sample.SampleObjects;
import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sample.SampleTimes;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;

/** The service starts in another time zone and language than the tests. */
@QuarkusTest
@TestProfile(KpisIT.OwnFolders.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KpisIT {

    private static final Map<KpiCase, String> BODIES = new HashMap<>();
    private static final TimeZone TIME_ZONE = TimeZone.getDefault();
    private static final Locale LOCALE = Locale.getDefault();

    private static SampleRows rows;
    private static List<KpiCase> cases;

    @Inject
    MeterRegistry metrics;

    @ConfigProperty(name = "pipeline.load.lake-dir")
    Path lakeDir;

    @TestHTTPResource
    URI base;

    @BeforeAll
    static void makeRows() {
        Instant now = Instant.now();
        Random random = new Random(42);
        rows = SampleRows.of(random, SampleTimes.of(random, 20_000, now));
        cases = new KpiMatrix(rows, now).cases();
    }

    @AfterAll
    static void restoreDefaults() {
        TimeZone.setDefault(TIME_ZONE);
        Locale.setDefault(LOCALE);
        BODIES.clear();
    }

    @Test
    @Order(1)
    void shouldAnswerWhatTheRowsSay() {
        // not before the service is built: the bundler of the web UI does not know Turkish
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        load(1);

        KpiCheck check = new KpiCheck(new KpiClient(base), rows, "duckdb");
        BODIES.putAll(check.assertAsTheOracleSays(cases.parallelStream()));
    }

    @Test
    @Order(2)
    void shouldAnswerTheSameBytesWhenAllIsLoadedAgainInAnyTimeZoneAndLanguage() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        load(2);

        KpiCheck check = new KpiCheck(new KpiClient(base), rows, "duckdb");
        List<KpiCase> some = IntStream.range(0, cases.size()).filter(i -> i % 10 == 0).mapToObj(cases::get).toList();
        check.assertAsTheOracleSays(some.parallelStream()).forEach((asked, body) -> {
            if (asked.isOver(Instant.now())) {
                assertThat(body).as(asked.toString()).isEqualTo(BODIES.get(asked));
            }
        });
    }

    @Test
    @Order(3)
    void shouldKeepAnAnswerAndItsTagUntilTheDataChange() {
        KpiClient client = new KpiClient(base);
        String path = "/kpis/health?from=2010-01-01T00:00:00Z&to=2010-01-02T00:00:00Z&simulated=all";
        HttpResponse<String> first = client.get(path);
        HttpResponse<String> second = client.get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("ETag")).contains(tag);
        HttpResponse<String> known = client.get(path, "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(client.get(path + "&top=3").headers().firstValue("ETag")).isNotEqualTo(first.headers().firstValue("ETag"));

        SampleRows more = SampleRows.of(3, 1, Instant.parse("2010-01-01T12:00:00Z"));
        put(Map.of("runs/" + hour() + "/one-more.json.gz", more.runs()));

        HttpResponse<String> changed = client.get(path, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isNotEqualTo(first.headers().firstValue("ETag"));
        assertThat(changed.body()).contains("\"runs\":1");
    }

    @Test
    @Order(4)
    void shouldSayHowAnAnswerCameAbout() {
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
    @Order(4)
    void shouldListWhatThereIs() {
        given().get("/kpis").then().statusCode(200)
                .body("kpis.find { it.id == 'health.success_ratio' }.unit", equalTo("ratio"))
                .body("kpis.find { it.id == 'health.success_ratio' }.better", equalTo("up"))
                .body("kpis.find { it.id == 'health.success_ratio' }.link", equalTo("/kpis/health"))
                .body("breakdowns.id", hasItem("costs.repeated_queries"));
        given().get("/").then().statusCode(200).contentType("text/html");
    }

    @ParameterizedTest
    @Order(4)
    @CsvSource({ "range=1y, 400, range", "range=7d&range=30d, 400, range", "luck=7, 400, luck", "tz=Mars/Olympus, 400, tz",
            "from=2026-01-01T00:00:00Z, 400, to", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400, from",
            "from=2000-01-01T00:00:00Z&to=2026-01-01T00:00:00Z, 422, from", "granularity=second, 400, granularity",
            "granularity=minute&range=24h, 422, granularity",
            "granularity=minute&from=2025-01-01T00:00:00Z&to=2025-01-01T16:40:00.000001Z, 422, granularity",
            "granularity=hour&range=90d, 422, granularity", "compare=next, 400, compare", "simulated=maybe, 400, simulated",
            "top=0, 400, top", "top=101, 400, top", "format=xml, 400, format", "table=luck, 400, table",
            "format=csv&table=costs&table=over_time, 400, table",
            "format=csv&table=luck, 400, table", "company=%20, 400, company", "company=%E2%80%8B, 400, company",
            "industry=%C2%A0, 400, industry", "status=%E2%80%8B, 400, status", "cost=foo, 400, cost",
            "status=queued, 400, status", "status=success&status=luck, 400, status", "step=search, 400, step" })
    void shouldRefuseByTheParametersName(String query, int status, String field) {
        for (String resource : KpiMatrix.resources()) {
            given().urlEncodingEnabled(false).get("/kpis/" + resource + "?" + query).then().statusCode(status)
                    .contentType("application/problem+json").body("field", equalTo(field)).body("status", equalTo(status));
        }
    }

    @Test
    @Order(4)
    void shouldReadOnlyTheChosenTables() {
        KpiClient client = new KpiClient(base);
        String window = "?from=" + SampleTimes.START + "&to=" + SampleTimes.END + "&simulated=all&compare=previous";
        JsonPath all = JsonPath.from(client.get("/kpis/costs" + window).body());
        JsonPath chosen = JsonPath.from(client.get("/kpis/costs" + window + "&table=by_model&table=costs").body());
        for (String name : List.of("costs", "previous", "by_model")) {
            assertThat(chosen.<Object> get(name)).as(name).isNotNull().isEqualTo(all.get(name));
        }
        for (String name : List.of("over_time", "by_provider", "runs_by_calls")) {
            assertThat(chosen.<Object> get(name)).as(name).isNull();
            assertThat(all.<Object> get(name)).as(name).isNotNull();
        }
    }

    @Test
    @Order(4)
    void shouldAllowAThousandBuckets() {
        given().get("/kpis/health?granularity=minute&from=2025-01-01T00:00:00Z&to=2025-01-01T16:40:00Z").then().statusCode(200)
                .body("over_time.size()", equalTo(1_000));
    }

    @Test
    @Order(4)
    void shouldNotKnowOtherPaths() {
        for (String path : List.of("/kpis/luck", "/kpis/health/luck", "/kpis/summary/errors", "/kpis/costs/queries/1")) {
            given().get(path).then().statusCode(404).contentType("application/problem+json");
        }
    }

    /** The ledger of the dashboard's last panel is not here: {@link CompletenessIT} has it. */
    @Test
    @Order(4)
    void shouldAnswerWhatTheDashboardOfGrafanaAsks() {
        List<GrafanaPanels.Target> targets = GrafanaPanels.targets(SampleTimes.START.toString(), SampleTimes.END.toString());
        assertThat(targets).extracting(GrafanaPanels.Target::root).contains("", "over_time", "steps", "by_provider");
        for (GrafanaPanels.Target target : targets) {
            if (!target.request().startsWith("/kpis/completeness")) {
                HttpResponse<String> response = new KpiClient(base).get(target.request());
                assertThat(response.statusCode()).as(target + response.body()).isEqualTo(200);
                JsonPath answer = JsonPath.from(response.body());
                List<Object> rows = target.root().isEmpty() ? List.of(answer.getMap("")) : answer.getList(target.root());
                assertThat(rows).as(target.toString()).isNotEmpty().allSatisfy(row -> target.columns()
                        .forEach(column -> assertThat(hasPath(row, column)).as(target + " " + column).isTrue()));
            }
        }
    }

    private static boolean hasPath(Object row, String path) {
        String[] names = path.split("[.]", 2);
        Map<?, ?> fields = row instanceof Map<?, ?> map ? map : Map.of();
        return fields.containsKey(names[0]) && (names.length == 1 || hasPath(fields.get(names[0]), names[1]));
    }

    @Test
    @Order(5)
    void shouldSayWhatItCouldNotReadAndStayReady() {
        new LakeFolder(lakeDir).putBytes("calls/" + hour() + "/broken-0-0-0.json.gz", new byte[] { 31, -117, 8 });

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> given().get("/kpis/summary").then().statusCode(200)
                .body("meta.warnings", hasItem(startsWith("1 object(s) could not be read completely"))));
        given().get("/q/health/ready").then().statusCode(200);
        // a later scan may have tried it again
        assertThat(metrics.counter("pipeline.load.failed.objects").count()).isPositive();
    }

    private void load(long seed) {
        put(SampleObjects.of(rows, seed, hour()));
    }

    private void put(Map<String, ? extends List<?>> objects) {
        double expected = objectsLoaded() + objects.size();
        objects.forEach(new LakeFolder(lakeDir)::put);
        await().atMost(Duration.ofMinutes(2)).until(() -> objectsLoaded() >= expected);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !given().get("/kpis/summary").asString().contains("still being loaded"));
    }

    private double objectsLoaded() {
        return metrics.counter("pipeline.load.objects").count();
    }

    private static String hour() {
        return DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC).format(Instant.now());
    }

    /** A lake and a warehouse of this test's own, in another time zone and language than they are asked in. */
    public static final class OwnFolders implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
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
