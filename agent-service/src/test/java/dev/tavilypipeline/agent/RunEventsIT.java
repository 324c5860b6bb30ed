package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import com.fasterxml.uuid.Generators;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** The collector's events of a run, by way of this service. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RunEventsIT {

    StubCollector collector;

    private final UUID runId = UUID.randomUUID();

    @Test
    void shouldPassOnEachEventAtOnceAndCloseWhenTheClientLeaves() throws IOException, InterruptedException {
        collector.streams(runId, "event: run\nid: 3\ndata: {\"status\": \"running\"}\n\n");

        HttpResponse<InputStream> response = listen("2");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(lines.readLine()).isEqualTo("event: run");
            assertThat(lines.readLine()).isEqualTo("id: 3");
            assertThat(lines.readLine()).isEqualTo("data: {\"status\": \"running\"}");
        }

        assertThat(collector.lastEventIds()).contains("2");
        assertThat(collector.left(runId).await(10, TimeUnit.SECONDS)).as("the collector's stream was closed").isTrue();
    }

    @Test
    void shouldPassOnThatThereIsNothingMore() {
        collector.streams(runId, "");

        given().header("Last-Event-ID", "end").get("/research/" + runId + "/events").then().statusCode(204)
                .body(emptyString());
    }

    @Test
    void shouldTellARunThatMayStillAppearFromOneThatNobodyKnows() {
        given().get("/research/" + Generators.timeBasedEpochGenerator().generate() + "/events").then().statusCode(404)
                .contentType("application/problem+json").header("Retry-After", "1")
                .body("type", equalTo("run-not-visible-yet"));
        given().get("/research/" + runId + "/events").then().statusCode(404)
                .contentType("application/problem+json").body("type", equalTo("run-not-found"));
        given().get("/research/1/events").then().statusCode(400).contentType("application/problem+json")
                .body("field", equalTo("run_id"));
    }

    @Test
    void shouldSayThatTheCollectorIsAway() {
        collector.breaksAt(runId);

        given().get("/research/" + runId + "/events").then().statusCode(503).contentType("application/problem+json")
                .header("Retry-After", notNullValue()).body("run_id", equalTo(runId.toString()));
    }

    private HttpResponse<InputStream> listen(String lastEventId) throws IOException, InterruptedException {
        URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/research/" + runId + "/events");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).header("Last-Event-ID", lastEventId).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }
}
