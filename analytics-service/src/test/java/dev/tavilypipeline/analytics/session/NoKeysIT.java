package dev.tavilypipeline.analytics.session;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

import dev.tavilypipeline.analytics.proxy.StubServices;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;

/** Without API keys nobody has to sign in. */
@QuarkusTest
@WithTestResource(StubServices.class)
class NoKeysIT {

    @Test
    void shouldNeedNoSession() {
        given().get("/session").then().statusCode(200).body("authenticated", equalTo(true))
                .body("keys_required", equalTo(false)).body("csrf_token", nullValue());
        given().contentType(ContentType.JSON).body("{\"key\":\"x\"}").post("/session").then().statusCode(200)
                .header("Set-Cookie", nullValue());
        given().cookie(SessionFilter.COOKIE, "1.a.b").contentType(ContentType.JSON).body("{}").post("/research").then()
                .statusCode(200);
    }

    @Test
    void shouldStillRefuseAPageOfAnotherSite() {
        given().header("Origin", "https://evil.example").contentType(ContentType.JSON).body("{}").post("/research").then()
                .statusCode(403);
    }
}
