package dev.tavilypipeline.kit.http.access;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.kit.http.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;

@QuarkusTest
class CrossSiteFilterTest {

    private static final String BODY = "{\"company\":\"Acme\"}";
    private static final String PROBLEM = "application/problem+json";

    @ParameterizedTest
    @CsvSource({ "Origin, https://evil.example", "Origin, null", "Origin, http://localhost.evil.example",
            "Origin, http://localhost:1", "Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site" })
    void shouldRefuseWhatAPageOfAnotherSiteSends(String header, String value) {
        given().header(header, value).contentType(ContentType.JSON).body(BODY).post("/samples")
                .then().statusCode(403).contentType(PROBLEM);
        given().header(header, value).delete("/samples").then().statusCode(403).contentType(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = { "same-origin", "none" })
    void shouldAcceptPagesOfItsOwn(String site) {
        String host = "localhost:" + RestAssured.port;
        given().header("Host", host).header("Origin", "http://" + host).header("Sec-Fetch-Site", site)
                .contentType(ContentType.JSON).body(BODY).post("/samples").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "localhost", "localhost:8080", "127.0.0.1:8080", "127.1.2.3", "[::1]:8080", "app.localhost:8080" })
    void shouldAcceptNamesOfThisMachine(String host) {
        Assertions.assertThat(RawHttp.send("GET", "/samples/counted", "Host: " + host + "\r\n", "").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example",
            "10.0.0.7", "[::2]", "0.0.0.0" })
    void shouldRefuseANameThatAPageMayPointAtThisMachine(String host) {
        RawHttp.Answer answer = RawHttp.send("GET", "/samples/counted", "Host: " + host + "\r\n", "");

        Assertions.assertThat(answer.status()).isEqualTo(403);
        Assertions.assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void shouldLetAnyPageRead() {
        given().header("Origin", "https://evil.example").get("/samples/counted").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "",
            "text/plain; a=application/json", "application/json; charset=utf-16", "application/json;charset=iso-8859-1" })
    void shouldRefuseABodyThatIsNotJson(String type) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/samples"))
                .POST(BodyPublishers.ofString(BODY));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }

        int status = HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();

        Assertions.assertThat(status).isEqualTo(415);
    }

    /** Clients reject a response of HTTP/2 that has this header of HTTP/1. */
    @Test
    void shouldRefuseWithoutAConnectionHeaderOverHttp2() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/samples"))
                .POST(BodyPublishers.ofString(BODY)).build();

        HttpResponse<Void> response = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());

        Assertions.assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        Assertions.assertThat(response.statusCode()).isEqualTo(415);
        Assertions.assertThat(response.headers().map()).doesNotContainKey("connection");
    }

    @ParameterizedTest
    @ValueSource(strings = { "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "Application/JSON" })
    void shouldAcceptJsonHoweverItIsWritten(String type) {
        String headers = "Host: localhost\r\nContent-Length: " + BODY.length() + "\r\nContent-Type: " + type + "\r\n";
        Assertions.assertThat(RawHttp.send("POST", "/samples", headers, BODY).status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseAPostWithoutContentTypeAndBody() {
        Assertions.assertThat(RawHttp.send("POST", "/samples", "Host: localhost\r\nContent-Length: 0\r\n", "").status())
                .isEqualTo(415);
    }

    @Test
    void shouldTellProxiesNotToCollectEvents() {
        when().get("/samples/events").then().statusCode(200)
                .header("X-Accel-Buffering", "no").header("Cache-Control", "no-cache");
    }
}
