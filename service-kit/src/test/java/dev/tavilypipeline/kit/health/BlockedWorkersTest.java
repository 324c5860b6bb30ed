package dev.tavilypipeline.kit.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.lessThan;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.kit.http.SampleResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

/** While every worker thread waits, health is answered all the same. */
@QuarkusTest
@TestProfile(BlockedWorkersTest.FewWorkers.class)
class BlockedWorkersTest {

    private static final int WORKERS = 4;
    private static final int SECONDS = 3;

    @Test
    void shouldAnswerWhileAllWorkersAreBlocked() {
        given().get("/q/health/live").then().statusCode(200);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest
                .newBuilder(URI.create("http://localhost:" + RestAssured.port + "/samples/blocked?seconds=" + SECONDS)).build();
        List<CompletableFuture<HttpResponse<Void>>> blocked = IntStream.range(0, 3 * WORKERS)
                .mapToObj(number -> client.sendAsync(request, BodyHandlers.discarding())).toList();
        await().until(() -> threadsInSample() == WORKERS);

        given().get("/q/health/live").then().statusCode(200).time(lessThan(1_000L));
        given().get("/q/health/ready").then().time(lessThan(1_000L));

        assertThat(blocked).noneMatch(CompletableFuture::isDone);
        blocked.forEach(CompletableFuture::join);
    }

    private static long threadsInSample() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack).anyMatch(frame -> frame.getMethodName().equals("block")
                        && frame.getClassName().equals(SampleResource.class.getName())))
                .count();
    }

    public static class FewWorkers implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.thread-pool.max-threads", Integer.toString(WORKERS));
        }
    }
}
