package dev.tavilypipeline.collector;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;

/** Whatever the body of a replay or a redrive is, a wrong one is refused with a problem that blames the request. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RequestBodyIT {

    private static final String JSON = "application/json";
    private static final RestAssuredConfig AS_WRITTEN = RestAssured.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    static Stream<Arguments> refused() {
        return Stream.of("/replays", "/dlq/redrive").flatMap(path -> Stream.of(
                Arguments.of(path, "a byte order mark alone", JSON, "\ufeff".getBytes(UTF_8), 400),
                Arguments.of(path, "a string", JSON, "\"x\"".getBytes(UTF_8), 400),
                Arguments.of(path, "a list", JSON, "[]".getBytes(UTF_8), 400),
                Arguments.of(path, "half an object", JSON, "{\"".getBytes(UTF_8), 400),
                Arguments.of(path, "duplicate keys", JSON, "{\"topic\": null, \"topic\": null}".getBytes(UTF_8), 400),
                Arguments.of(path, "an unknown field", JSON, "{\"depth\": 1}".getBytes(UTF_8), 400),
                Arguments.of(path, "trailing garbage", JSON, "{}x".getBytes(UTF_8), 400),
                Arguments.of(path, "deep nesting", JSON, ("{\"topic\": " + "[".repeat(100_000)).getBytes(UTF_8), 400),
                Arguments.of(path, "a large number", JSON, "{\"at_most\": 1e999999999}".getBytes(UTF_8), 400),
                Arguments.of(path, "ISO-8859-1", JSON, "{\"topic\": \"é\", \"from\": \"é\"}".getBytes(ISO_8859_1), 400),
                Arguments.of(path, "another charset", JSON + "; charset=utf-16", "{}".getBytes(UTF_8), 415),
                Arguments.of(path, "text", "text/plain", "{}".getBytes(UTF_8), 415),
                Arguments.of(path, "over the limit", JSON, new byte[1024 * 1024 + 1], 413)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("refused")
    void shouldRefuse(String path, String what, String type, byte[] body, int status) {
        given().config(AS_WRITTEN).contentType(type).body(body).post(path)
                .then().statusCode(status).contentType("application/problem+json");
    }

    static List<String> wrongReplays() {
        return List.of("", "null", " ", "{}", "{\"run_ids\": []}", "{\"run_ids\": [null]}", "{\"run_ids\": [\"\\ud800\"]}",
                "{\"from\": \"\\ud800\", \"to\": \"2026-01-01T00:00:00Z\"}", "{\"from\": \"+999999999-12-31T23:59:59Z\"}");
    }

    @ParameterizedTest
    @MethodSource("wrongReplays")
    void shouldRefuseAReplay(String body) {
        given().config(AS_WRITTEN).contentType(JSON).body(body.getBytes(UTF_8)).post("/replays")
                .then().statusCode(400).contentType("application/problem+json");
    }

    static List<String> redrives() {
        return List.of("", "null", "{}", "\ufeff{}");
    }

    @ParameterizedTest
    @MethodSource("redrives")
    void shouldRedriveAll(String body) {
        given().config(AS_WRITTEN).contentType(JSON + ";charset=utf-8").body(body.getBytes(UTF_8)).post("/dlq/redrive")
                .then().statusCode(200);
    }
}
