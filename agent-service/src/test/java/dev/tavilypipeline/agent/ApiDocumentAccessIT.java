package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** With API keys the document of the API needs one, as metrics do. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
@TestProfile(ApiDocumentAccessIT.WithKeys.class)
class ApiDocumentAccessIT {

    private static final String KEY = "0123456789abcdef";

    public static class WithKeys implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.access.api-keys", "finance:" + KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/q/openapi", "/q/swagger-ui/", "/q/metrics",
            "/research/0195f1c2-7c4e-7a3b-9d2e-3f1f4f7c2b11/events" })
    void shouldNeedAKey(String path) {
        given().get(path).then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/q/openapi", "/q/swagger-ui/", "/q/metrics" })
    void shouldAnswerWithAKey(String path) {
        given().header("Authorization", "Bearer " + KEY).get(path).then().statusCode(200);
    }
}
