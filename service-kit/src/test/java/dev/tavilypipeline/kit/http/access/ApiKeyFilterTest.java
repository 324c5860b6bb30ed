package dev.tavilypipeline.kit.http.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;

@QuarkusTest
@TestProfile(ApiKeyFilterTest.WithKeys.class)
class ApiKeyFilterTest {

    private static final String KEY = "0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = { "Bearer wrong-0123456789", "Basic 0123456789abcdef", "0123456789abcdef", "Bearer", "" })
    void shouldAskForAKey(String authorization) {
        given().header("Authorization", authorization).get("/samples/who").then().statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/samples/who", "/no-such-path", "/q/metrics", "/q/healthy" })
    void shouldAskForAKeyWhateverThePath(String path) {
        given().get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/q/health/../../samples/who", "/q/health/%2e%2e/%2e%2e/samples/who",
            "/q/health/./../../samples/who", "/q/health/live/../../../q/metrics" })
    void shouldAskForAKeyWhereThePathLeadsOutOfHealth(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + RestAssured.port + path);

        int status = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()).statusCode();

        assertThat(status).isEqualTo(401);
    }

    @Test
    void shouldLetInWhoeverHasAKeyAndNameHim() {
        given().header("Authorization", "Bearer " + KEY).header(Client.NAME_HEADER, "somebody else")
                .get("/samples/who").then().statusCode(200).body(equalTo("ops"));
    }

    @Test
    void shouldTellHealthToAnybody() {
        given().get("/q/health/live").then().statusCode(not(401));
    }

    public static class WithKeys implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.access.api-keys", "ci:fedcba9876543210,ops:" + KEY);
        }
    }
}
