package dev.tavilypipeline.agent;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;

/** Whatever a job's body is, it is accepted or refused with a problem that blames the request. */
@QuarkusTest
@WithTestResource(LocalStackResource.class)
class RequestBodyIT {

    private static final String JSON = "application/json";
    private static final RestAssuredConfig AS_WRITTEN = RestAssured.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("no body", JSON, "", UTF_8, 400),
                refused("null", JSON, "null", UTF_8, 400),
                refused("a byte order mark alone", JSON, "\ufeff", UTF_8, 400),
                refused("white space", JSON, " \n", UTF_8, 400),
                refused("a string", JSON, "\"Sony\"", UTF_8, 400),
                refused("a list", JSON, "[]", UTF_8, 400),
                refused("half an object", JSON, "{\"company\": \"So", UTF_8, 400),
                refused("duplicate keys", JSON, "{\"company\": \"Sony\", \"company\": \"Nintendo\"}", UTF_8, 400),
                refused("an unknown field", JSON, "{\"company\": \"Sony\", \"depth\": 1}", UTF_8, 400),
                refused("trailing garbage", JSON, job("Sony") + "x", UTF_8, 400),
                refused("two documents", JSON, job("Sony") + job("Sony"), UTF_8, 400),
                refused("deep nesting", JSON, "{\"company\": " + "[".repeat(100_000), UTF_8, 400),
                refused("a lone surrogate", JSON, job("Sony \\ud83d"), UTF_8, 400),
                refused("a control character", JSON, job("Sony\\u0000"), UTF_8, 400),
                refused("a fraction", JSON, "{\"company\": \"Sony\", \"max_sources\": 1.5}", UTF_8, 400),
                refused("a large number", JSON, "{\"company\": \"Sony\", \"max_sources\": 1e999999999}", UTF_8, 400),
                refused("a number for a name", JSON, "{\"company\": 5}", UTF_8, 400),
                refused("ISO-8859-1", JSON, job("Société"), ISO_8859_1, 400),
                refused("ISO-8859-1 by name", JSON + "; charset=iso-8859-1", job("Société"), ISO_8859_1, 415),
                refused("UTF-16 by name", JSON + "; charset=utf-16", job("Sony"), UTF_16, 415),
                refused("text", "text/plain", job("Sony"), UTF_8, 415),
                refused("another type", "application/jsonp", job("Sony"), UTF_8, 415),
                refused("over the limit", JSON, job("a".repeat(1024 * 1024)), UTF_8, 413));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuse(String what, String type, byte[] body, int status) {
        given().config(AS_WRITTEN).contentType(type).body(body).post("/research")
                .then().statusCode(status).contentType("application/problem+json");
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("a byte order mark", JSON, ("\ufeff" + job("Sony")).getBytes(UTF_8)),
                Arguments.of("a charset", JSON + ";charset=UTF-8", job("Société").getBytes(UTF_8)),
                Arguments.of("a pair of surrogates", JSON, job("Sony \\ud83d\\ude00").getBytes(UTF_8)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void shouldAccept(String what, String type, byte[] body) {
        given().config(AS_WRITTEN).contentType(type).body(body).post("/research").then().statusCode(202);
    }

    private static Arguments refused(String what, String type, String body, Charset charset, int status) {
        return Arguments.of(what, type, body.getBytes(charset), status);
    }

    private static String job(String company) {
        return "{\"company\": \"" + company + "\"}";
    }
}
