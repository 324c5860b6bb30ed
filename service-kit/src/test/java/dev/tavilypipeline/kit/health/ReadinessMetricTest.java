package dev.tavilypipeline.kit.health;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.retry.RetryForever;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;

@QuarkusTest
class ReadinessMetricTest {

    @Inject
    RetryForever retry;
    @Inject
    SmallRyeHealthReporter health;

    @Test
    void shouldShowWhatReadinessSays() {
        await().ignoreExceptions().untilAsserted(() -> assertMetrics(health.getReadiness().isDown() ? 0 : 1, 0));
    }

    @Test
    void shouldNotBeReadyWhileAnOperationIsRetried() {
        CompletableFuture<Void> working = new CompletableFuture<>();
        Uni<Void> attempt = Uni.createFrom().deferred(() -> working.isDone()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(new IllegalStateException("not yet")));
        CompletableFuture<Void> result = retry.retry("a test", () -> attempt).subscribeAsCompletionStage();

        await().untilAsserted(() -> assertMetrics(0, 1));

        working.complete(null);
        result.join();
        await().untilAsserted(() -> given().get("/q/metrics").then().body(containsString("pipeline_retrying 0.0")));
    }

    private static void assertMetrics(int ready, int retrying) {
        given().get("/q/metrics").then().statusCode(200).body(containsString("pipeline_ready " + ready + ".0"))
                .body(containsString("pipeline_retrying " + retrying + ".0"));
    }
}
