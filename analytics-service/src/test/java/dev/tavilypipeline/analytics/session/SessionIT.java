package dev.tavilypipeline.analytics.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.analytics.RawRequest;
import dev.tavilypipeline.analytics.proxy.StubServices;
import dev.tavilypipeline.kit.http.access.ApiKeys;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;

/** With API keys: what needs one, and the cookie that a browser gets for it. */
@QuarkusTest
@WithTestResource(StubServices.class)
@TestProfile(SessionIT.WithKeys.class)
class SessionIT {

    private static final String KEY = "0123456789abcdef";
    private static final String KEYS = "ci:fedcba9876543210,ops.team:" + KEY;

    StubServices services;

    public static class WithKeys implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("pipeline.access.api-keys", KEYS);
        }
    }

    @AfterEach
    void reset() {
        services.reset();
    }

    @Test
    void shouldTradeAKeyForACookieThatDoesNotContainIt() {
        Response response = signIn(KEY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.jsonPath().getBoolean("authenticated")).isTrue();
        assertThat(response.jsonPath().getString("csrf_token")).hasSize(43);
        assertThat(Instant.parse(response.jsonPath().getString("expires_at")))
                .isBetween(Instant.now().plus(Duration.ofHours(11)), Instant.now().plus(Duration.ofHours(12)));
        String cookie = response.header("Set-Cookie").toLowerCase(Locale.ROOT);
        assertThat(cookie).contains("httponly", "samesite=strict", "path=/", "max-age=43200").doesNotContain("secure", "domain")
                .doesNotContain(KEY);
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void shouldLetTheCookieReadHereAndAtTheOtherServices() {
        String token = signIn(KEY).cookie(SessionFilter.COOKIE);

        given().cookie(SessionFilter.COOKIE, token).get("/kpis").then().statusCode(200);
        given().cookie(SessionFilter.COOKIE, token).get("/runs").then().statusCode(200);
        given().cookie(SessionFilter.COOKIE, token).get("/session").then().statusCode(200)
                .body("authenticated", equalTo(true)).body("keys_required", equalTo(true));

        assertThat(services.collector().requests()).singleElement().satisfies(request -> assertThat(request.headers())
                .containsEntry("authorization", List.of("Bearer " + KEY)).doesNotContainKey("cookie"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0123456789abcdeF", "ops.team", "ops.team:" + KEY, "x" })
    void shouldRefuseAWrongKey(String key) {
        signIn(key).then().statusCode(401).contentType("application/problem+json").header("Set-Cookie", nullValue())
                .body("detail", not(containsString(key)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"key\":\"\"}", "{\"key\":null}", "" })
    void shouldSayThatTheKeyIsMissing(String body) {
        given().contentType(ContentType.JSON).body(body).post("/session").then().statusCode(400).body("field", equalTo("key"));
    }

    @Test
    void shouldNotTakeAKeyFromAForm() {
        given().contentType("text/plain").body("{\"key\":\"" + KEY + "\"}").post("/session").then().statusCode(415);
    }

    @Test
    void shouldEndASessionWithItsTime() {
        assertStatus(200, token(KEYS, Duration.ofMinutes(1)));
        assertStatus(401, token(KEYS, Duration.ofSeconds(-1)));
    }

    @Test
    void shouldEndTheSessionsOfAKeyThatWasChangedOrRemoved() {
        assertStatus(401, token("ops.team:another-key-0123456789", "another-key-0123456789"));
        assertStatus(401, token("removed:" + KEY, Duration.ofMinutes(1)));
    }

    @Test
    void shouldRefuseATokenThatWasChanged() {
        String token = token(KEYS, Duration.ofMinutes(1));
        String[] parts = token.split("\\.", 2);

        assertStatus(401, (Long.parseLong(parts[0]) + 3600) + "." + parts[1]);
        assertStatus(401, token.replace("ops.team", "ci"));
        assertStatus(401, token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA"));
        assertStatus(401, token + "x");
        assertStatus(401, "");
        assertStatus(401, "a.b.c");
        assertStatus(401, new SessionTokens(ApiKeys.of(KEYS), Clock.systemUTC(), Duration.ofHours(1)).issue(KEY).orElseThrow()
                .csrfToken());
        assertStatus(401, KEY);
    }

    @Test
    void shouldAskForTheCsrfTokenOfThisSession() {
        Response session = signIn(KEY);
        String other = signIn("fedcba9876543210").jsonPath().getString("csrf_token");

        assertPosted(403, session, null);
        assertPosted(403, session, "");
        assertPosted(403, session, other);
        assertThat(services.agent().requests()).isEmpty();
        assertPosted(200, session, session.jsonPath().getString("csrf_token"));
        given().cookie(SessionFilter.COOKIE, session.cookie(SessionFilter.COOKIE)).delete("/research/x").then().statusCode(403)
                .contentType("application/problem+json").body("type", equalTo("csrf-token-invalid"));
    }

    @Test
    void shouldAskForNoCsrfTokenWithTheHeaderAuthorization() {
        given().header("Authorization", "Bearer " + KEY).contentType(ContentType.JSON).body("{}").post("/research").then()
                .statusCode(200);
    }

    @Test
    void shouldNotLetACookieHelpAWrongHeader() {
        given().header("Authorization", "Bearer wrong").cookie(SessionFilter.COOKIE, token(KEYS, Duration.ofMinutes(1)))
                .contentType(ContentType.JSON).body("{}").post("/research").then().statusCode(401);
    }

    @Test
    void shouldRemoveTheCookie() {
        Response session = signIn(KEY);
        String token = session.cookie(SessionFilter.COOKIE);

        given().cookie(SessionFilter.COOKIE, token).delete("/session").then().statusCode(403);
        given().cookie(SessionFilter.COOKIE, token)
                .header(SessionFilter.CSRF_HEADER, session.jsonPath().getString("csrf_token"))
                .delete("/session").then().statusCode(204).header("Set-Cookie", containsString("Max-Age=0"));
        given().delete("/session").then().statusCode(204);
    }

    @Test
    void shouldTellAnybodyThatAKeyIsNeeded() {
        given().get("/session").then().statusCode(200).body("authenticated", equalTo(false))
                .body("keys_required", equalTo(true)).body("csrf_token", nullValue());
    }

    @ParameterizedTest
    @CsvSource({ "/static/bundle/sample-A1B2C3D4.js,'public, max-age=31536000, immutable'", "/static/sample.html,no-cache" })
    void shouldServeFilesOfThePageToAnybody(String path, String cache) {
        given().get(path).then().statusCode(200).header("Cache-Control", cache)
                .header("Content-Security-Policy",
                        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                                + " connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'")
                .header("X-Content-Type-Options", "nosniff").header("Referrer-Policy", "same-origin")
                .header("Permissions-Policy", containsString("camera=()"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/index.html", "/favicon.svg", "/static/no-such-file.js" })
    void shouldAskForNoKeyWhereThePageIs(String path) {
        assertThat(RawRequest.status("GET", path, "")).isNotEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/static/../kpis", "/static/%2e%2e/kpis", "/static/..;/kpis", "/static/..%2fkpis", "//kpis",
            "/static//../kpis", "/static/.\\..\\kpis", "/kpis", "/runs", "/research/x/events", "/q/metrics", "/q/openapi",
            "/session/../kpis", "/index.html/../kpis", "/session/x", "/statics/x", "/static", "/%2e/kpis", "/./kpis",
            "/static/x/%2e%2e/%2e%2e/kpis", "/;/kpis" })
    void shouldAskForAKeyWhereDataAre(String target) {
        assertThat(RawRequest.status("GET", target, "")).isIn(400, 401);
    }

    private static Response signIn(String key) {
        return given().contentType(ContentType.JSON).body("{\"key\":\"" + key + "\"}").post("/session");
    }

    private static String token(String keys, Duration left) {
        Clock clock = Clock.fixed(Instant.now().plus(left).minus(Duration.ofHours(1)), ZoneOffset.UTC);
        return new SessionTokens(ApiKeys.of(keys), clock, Duration.ofHours(1)).issue(KEY).orElseThrow().token();
    }

    private static String token(String keys, String key) {
        return new SessionTokens(ApiKeys.of(keys), Clock.systemUTC(), Duration.ofHours(1)).issue(key).orElseThrow().token();
    }

    private static void assertStatus(int status, String token) {
        given().cookie(SessionFilter.COOKIE, token).get("/kpis").then().statusCode(status);
    }

    private static void assertPosted(int status, Response session, String csrfToken) {
        var request = given().cookie(SessionFilter.COOKIE, session.cookie(SessionFilter.COOKIE));
        if (csrfToken != null) {
            request.header(SessionFilter.CSRF_HEADER, csrfToken);
        }
        request.contentType(ContentType.JSON).body("{}").post("/research").then().statusCode(status);
    }
}
