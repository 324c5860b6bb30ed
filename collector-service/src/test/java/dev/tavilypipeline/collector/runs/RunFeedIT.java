package dev.tavilypipeline.collector.runs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.collector.KafkaPeer;
import dev.tavilypipeline.collector.LocalStackResource;
import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** As many listeners as are allowed, and what they cost everybody else. */
@QuarkusTest
@TestProfile(RunFeedIT.FewerListeners.class)
@WithTestResource(LocalStackResource.class)
class RunFeedIT {

    private static final int LISTENERS = 300;

    @TestHTTPResource
    URI service;

    @Inject
    RunStore store;

    LocalStack stack;

    private final HttpClient client = HttpClient.newHttpClient();
    private KafkaPeer kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaPeer(stack.kafka().bootstrapServers());
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    @Test
    void shouldKeepNobodyWaitingWhileMongoDbIsAwayAndGoOnAfterwards() {
        SampleRun run = SampleRun.numbered(601);
        List<Fact> facts = SampleRun.facts(run.execution(601, RunStatus.SUCCESS));
        kafka.sendEvents(facts.subList(0, 2));
        await().untilAsserted(() -> given().get("/runs/" + run.runId).then().statusCode(200));
        List<HttpResponse<Stream<String>>> listeners = IntStream.range(0, LISTENERS).mapToObj(i -> listen(run))
                .toList().stream().map(CompletableFuture::join).toList();
        assertThat(listeners).extracting(HttpResponse::statusCode).containsOnly(200);
        HttpResponse<Stream<String>> refused = listen(run).join();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        stack.mongo().stop();
        for (int look = 0; look < 10; look++) {
            Instant asked = Instant.now();
            given().get("/q/health/live").then().statusCode(200);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(1));
        }
        stack.mongo().start();
        kafka.sendEvents(facts);

        assertThat(listeners).allSatisfy(listener -> assertThat(listener.body().filter(line -> line.startsWith("event:")))
                .last().asString().contains("done"));
    }

    @Test
    void shouldEndAnAnswerWhenItsTimeIsOver() {
        SampleRun run = SampleRun.numbered(602);
        kafka.sendEvents(SampleRun.facts(run.execution(602, RunStatus.SUCCESS)).subList(0, 2));
        await().untilAsserted(() -> given().get("/runs/" + run.runId).then().statusCode(200));
        RunFeed brief = new RunFeed(store, new Bounds(1, Duration.ofMillis(700)), new SimpleMeterRegistry());

        List<Integer> revisions = brief.follow(store.find(run.runId).orElseThrow())
                .map(state -> state.row().revision()).collect().asList().await().atMost(Duration.ofSeconds(10));

        assertThat(revisions).containsExactly(2);
        await().until(() -> !brief.isFull());
        brief.stop();
    }

    private CompletableFuture<HttpResponse<Stream<String>>> listen(SampleRun run) {
        return client.sendAsync(
                HttpRequest.newBuilder(service.resolve("/runs/" + run.runId + "/events")).build(),
                HttpResponse.BodyHandlers.ofLines());
    }

    private record Bounds(int max, Duration lifetime) implements RunFeed.Settings {
    }

    /** A bound that a test can reach. */
    public static class FewerListeners implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.listeners.max", Integer.toString(LISTENERS), "pipeline.abandon.every", "1h");
        }
    }
}
