package dev.tavilypipeline.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/** Whatever a body is, the answer is right or a problem that blames the request. */
@QuarkusTest
class BodyTest {

    private static final int LIMIT = 1024 * 1024;

    @Test
    void shouldRefuseABodyOverTheLimitByItsLength() {
        assertProblem(post(body("a".repeat(LIMIT))), 413);
    }

    @Test
    void shouldRefuseABodyOverTheLimitInChunks() {
        String[] chunks = Collections.nCopies(20, "a".repeat(64 * 1024)).toArray(new String[0]);

        assertProblem(RawHttp.postChunked("/samples", chunks), 413);
    }

    @Test
    void shouldReadABodyInChunks() {
        assertThat(RawHttp.postChunked("/samples", "{\"comp", "any\":\"Acme\"}").text()).contains(" 200 ", "\"Acme\"");
    }

    @Test
    void shouldReadABodyOfNearlyTheLimit() {
        assertThat(post(body("a".repeat(LIMIT - 100))).status()).isEqualTo(200);
    }

    @Test
    void shouldReadAnEmptyBodyInChunks() {
        assertThat(RawHttp.postChunked("/samples").status()).isEqualTo(204);
    }

    @Test
    void shouldReadABodyOverHttp2() throws IOException, InterruptedException {
        String own = "http://localhost:" + RestAssured.port;
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(own + "/samples")).header("Content-Type", "application/json")
                .header("Origin", own).POST(BodyPublishers.ofString(body("Acme"))).build();

        for (int time = 0; time < 2; time++) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("duplicate keys", "{\"company\":\"a\",\"company\":\"b\"}"),
                Arguments.of("trailing garbage", body("a") + " x"),
                Arguments.of("a second document", body("a") + body("b")),
                Arguments.of("deep nesting", "[".repeat(5_000)),
                Arguments.of("deep nesting in a field", "{\"parts\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                Arguments.of("a long number", "{\"max_sources\":" + "1".repeat(5_000) + "}"),
                Arguments.of("a large exponent", "{\"max_sources\":1e999999999}"),
                Arguments.of("a long name", "{\"" + "a".repeat(60_000) + "\":1}"),
                Arguments.of("bytes of ISO-8859-1", body("\u00e9t\u00e9")),
                Arguments.of("half a character", "{\"company\":\"\u00c3"),
                Arguments.of("a control character", body("\u0000")),
                Arguments.of("bytes of no encoding", "\u00ff\u00fe\u00ff\u00ff"),
                Arguments.of("a surrogate in UTF-8", body("\u00ed\u00a0\u0080")),
                Arguments.of("a string", "\"Acme\""),
                Arguments.of("a byte order mark alone", "\u00ef\u00bb\u00bf"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void shouldRefuse(String what, String body) {
        assertProblem(post(body), 400);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                Arguments.of("a byte order mark", "\u00ef\u00bb\u00bf" + body("a")),
                Arguments.of("an overlong encoding", body("\u00c0\u00af")),
                Arguments.of("white space", "  \n "),
                Arguments.of("an escaped lone surrogate", body("\\ud800")),
                Arguments.of("null", "null"),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accepted")
    void shouldNotFailOn(String what, String body) {
        assertThat(post(body).status()).isBetween(200, 499);
    }

    private static void assertProblem(RawHttp.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
    }

    private static String body(String company) {
        return "{\"company\":\"" + company + "\"}";
    }

    private static RawHttp.Answer post(String body) {
        return RawHttp.send("POST", "/samples",
                "Host: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n", body);
    }
}
