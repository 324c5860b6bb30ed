package dev.tavilypipeline.analytics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.warehouse.snowflake.FakeSnow;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

/** Snowflake is the source of KPIs, goes away and comes back. */
@QuarkusTest
@WithTestResource(SnowflakeAndMongo.class)
class FallbackIT {

    private static final Instant END = SnowflakeAndMongo.NOW;
    private static final Instant START = END.minus(Duration.ofDays(90));

    /** Answers of that age may still be given from the cache. */
    private static final Duration STATE_KEPT_FOR = Duration.ofSeconds(5);

    FakeSnow snowflake;

    @Inject
    Warehouses warehouses;

    private boolean killed;

    @AfterEach
    void restart() {
        if (killed) {
            snowflake.start();
            killed = false;
        }
    }

    @Test
    void shouldAnswerFromMongoDbWhileSnowflakeIsGoneAndFromSnowflakeWhenItIsBack() {
        JsonPath before = costs();
        assertThat(before.getString("meta.source")).isEqualTo("snowflake");
        assertThat(before.getList("meta.warnings")).isEmpty();
        assertThat(warehouses.isFallbackAnswering()).isFalse();

        snowflake.kill();
        killed = true;
        long gone = System.nanoTime();
        JsonPath during = await().atMost(SnowflakeAndMongo.TIMEOUT.multipliedBy(2)).until(this::costs,
                answer -> answer.getString("meta.source").equals("mongodb"));
        assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(SnowflakeAndMongo.TIMEOUT.plus(STATE_KEPT_FOR));
        assertThat(during.<String> getList("meta.warnings"))
                .anyMatch(warning -> warning.startsWith("snowflake has not answered since "));
        assertSameFigures(during, before);
        assertThat(warehouses.isFallbackAnswering()).isTrue();
        assertThat(timeOf(this::costs)).isLessThan(Duration.ofSeconds(5));
        given().get("/q/health/ready").then().body("checks.find { it.name == 'warehouse answers' }.data.answering",
                equalTo("mongodb"));

        snowflake.start();
        killed = false;
        JsonPath after = await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(500)).until(this::costs,
                answer -> answer.getString("meta.source").equals("snowflake"));
        assertThat(after.getList("meta.warnings")).isEmpty();
        assertSameFigures(after, before);
        assertThat(warehouses.isFallbackAnswering()).isFalse();
    }

    /** The file that the tests' settings name cannot be made: the service would not have started. */
    @Test
    void shouldNotNeedADuckDbFile() {
        given().get("/q/health/ready").then().body("checks.find { it.name == 'warehouse answers' }.data.source",
                equalTo("snowflake"));
    }

    private JsonPath costs() {
        return given().queryParam("from", START.toString()).queryParam("to", END.toString())
                .queryParam("simulated", "all").queryParam("tz", "Asia/Kathmandu").queryParam("compare", "previous")
                .get("/kpis/costs").then().statusCode(200).extract().jsonPath();
    }

    private static void assertSameFigures(JsonPath actual, JsonPath expected) {
        Map<String, Object> answer = actual.getMap("");
        Map<String, Object> other = expected.getMap("");
        answer.remove("meta");
        other.remove("meta");
        assertThat(answer).usingRecursiveComparison().withComparatorForType(FallbackIT::compare, Float.class)
                .withComparatorForType(FallbackIT::compare, Double.class).isEqualTo(other);
    }

    private static int compare(Number one, Number other) {
        return Math.abs(one.doubleValue() - other.doubleValue()) <= 1e-6 * Math.max(1, Math.abs(other.doubleValue())) ? 0 : 1;
    }

    private static Duration timeOf(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
