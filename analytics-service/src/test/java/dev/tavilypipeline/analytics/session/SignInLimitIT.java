package dev.tavilypipeline.analytics.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.proxy.StubServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** Whoever tries keys is slowed down, and nobody who is signed in notices. */
@QuarkusTest
@WithTestResource(StubServices.class)
@TestProfile(SignInLimitIT.BehindAProxy.class)
class SignInLimitIT {

    private static final String KEY = "0123456789abcdef";
    private static final int PER_ADDRESS = 3;
    private static final int ALL = 20;

    public static class BehindAProxy implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.access.api-keys", "ops:" + KEY, "pipeline.session.trust-forwarded-for", "true",
                    "pipeline.session.failures", Integer.toString(ALL), "pipeline.session.failures-per-address",
                    Integer.toString(PER_ADDRESS));
        }
    }

    /** One test: the limits are those of the process. */
    @Test
    void shouldRefuseAnAddressThenAllAndNeverASession() {
        Response session = signIn("192.0.2.100", KEY);
        assertThat(session.statusCode()).isEqualTo(200);

        for (int i = 0; i < PER_ADDRESS; i++) {
            assertThat(signIn("192.0.2.1", "wrong").statusCode()).isEqualTo(401);
        }
        Response refused = signIn("192.0.2.1", KEY);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).startsWith("application/problem+json");
        assertThat(refused.jsonPath().getString("type")).isEqualTo("too-many-attempts");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60 / PER_ADDRESS);
        assertThat(refused.headers().hasHeaderWithName("Set-Cookie")).isFalse();
        assertThat(signIn("192.0.2.2", KEY).statusCode()).isEqualTo(200);

        int failures = 0;
        while (signIn("198.51.100." + failures, "wrong").statusCode() == 401) {
            failures++;
        }
        // a few more than the rest of the bucket, which is filled again meanwhile
        assertThat(failures).isBetween(ALL - PER_ADDRESS, ALL);
        assertThat(signIn("203.0.113.1", KEY).statusCode()).isEqualTo(429);

        String cookie = session.cookie(SessionFilter.COOKIE);
        given().cookie(SessionFilter.COOKIE, cookie).get("/kpis").then().statusCode(200);
        given().cookie(SessionFilter.COOKIE, cookie).header("X-CSRF-Token", session.jsonPath().getString("csrf_token"))
                .delete("/session").then().statusCode(204);
        given().header("Authorization", "Bearer " + KEY).get("/kpis").then().statusCode(200);
    }

    private static Response signIn(String address, String key) {
        return given().header("X-Forwarded-For", address).contentType(ContentType.JSON)
                .body("{\"key\":\"" + key + "\"}").post("/session");
    }
}
