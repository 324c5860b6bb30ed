package dev.tavilypipeline.analytics.proxy;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.tavilypipeline.analytics.RawRequest;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;

/** Requests that go through this service to the others, on the wire. */
@QuarkusTest
@WithTestResource(StubServices.class)
class ReverseProxyIT {

    private static final String ID = "0195f1c2-7c4e-7a3b-9d2e-3f1f4f7c2b11";
    private static final String EVENT = "event: run\nid: 3\ndata: {}\n\n";
    private static final int MAX_BODY = 1 << 20;

    StubServices services;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void reset() {
        services.reset();
    }

    @Test
    void shouldPassOnARequestWithItsBodyAndOnlyTheHeadersThatMatter() {
        given().urlEncodingEnabled(false).contentType(ContentType.JSON).header("Idempotency-Key", "a", "b")
                .header("X-Request-Id", "r-1")
                .header("Authorization", "Bearer k").cookie("pipeline_session", "x").header("X-Pipeline-Client", "root")
                .header("X-CSRF-Token", "t").header("Origin", "http://localhost:" + RestAssured.port)
                .header("Host", "localhost:" + RestAssured.port).header("X-Forwarded-For", "1.2.3.4")
                .body("{\"company\":\"Acme\"}").post("/research?a=b%2Fc&d=").then().statusCode(200);

        StubService.Request request = services.agent().requests().get(0);
        assertThat(request.method() + " " + request.target()).isEqualTo("POST /research?a=b%2Fc&d=");
        assertThat(request.body()).isEqualTo("{\"company\":\"Acme\"}");
        assertThat(request.headers()).containsEntry("idempotency-key", List.of("a", "b"))
                .containsEntry("x-request-id", List.of("r-1")).containsEntry("authorization", List.of("Bearer k"))
                .containsEntry("content-length", List.of("18"))
                .containsEntry("host", List.of(services.agent().url().substring("http://".length())))
                .doesNotContainKeys("cookie", "x-pipeline-client", "x-csrf-token", "origin", "x-forwarded-for", "connection");
        assertThat(request.headers().get("content-type").get(0)).startsWith("application/json");
    }

    @Test
    void shouldPassOnStatusAndHeadersOfTheResponse() {
        services.agent().answersWith(out -> out.write(("HTTP/1.1 202 Accepted\r\nConnection: close\r\nKeep-Alive: timeout=9\r\n"
                + "Location: " + services.agent().url() + "/research/" + ID + "?x=y\r\nRetry-After: 7\r\nETag: \"v1\"\r\n"
                + "Cache-Control: private\r\nX-Request-Id: r-1\r\nSet-Cookie: a=b\r\nAccess-Control-Allow-Origin: *\r\n"
                + "Server: stub\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}").getBytes(ISO_8859_1)));

        given().contentType(ContentType.JSON).body("{}").post("/research/" + ID + "/retry").then().statusCode(202)
                .header("Location", "/research/" + ID + "?x=y").header("Retry-After", "7").header("ETag", "\"v1\"")
                .header("Cache-Control", "private").header("X-Request-Id", "r-1").header("Content-Length", "2")
                .header("Set-Cookie", nullValue()).header("Access-Control-Allow-Origin", nullValue())
                .header("Keep-Alive", nullValue()).header("Server", nullValue())
                .header("Content-Security-Policy", containsString("default-src 'self'"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "https://evil.example/x", "//evil.example/x", "javascript:alert(1)", "http://localhost:1/x", "x",
            "http://[" })
    void shouldNotSendABrowserElsewhere(String location) {
        services.agent().answersWith(out -> out.write(("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: " + location
                + "\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1)));

        given().redirects().follow(false).get("/research/" + ID).then().statusCode(302).header("Location", nullValue());
        assertThat(services.agent().requests()).as("redirects are not followed").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "GET,/runs", "GET,/runs/live", "GET,/runs/" + ID, "GET,/runs/" + ID + "/report.md", "GET,/ledger",
            "GET,/dlq", "GET,/replays/" + ID, "POST,/replays", "HEAD,/runs/" + ID })
    void shouldAskTheCollectorBelowItsAddress(String method, String path) {
        given().contentType(ContentType.JSON).request(method, path).then().statusCode(200);

        assertThat(services.collector().requests()).singleElement()
                .satisfies(one -> assertThat(one.method() + "," + one.target()).isEqualTo(method + ",/prefix" + path));
    }

    @ParameterizedTest
    @CsvSource({ "POST,/dlq", "DELETE,/runs", "PUT,/research", "GET,/replays", "PATCH,/research", "OPTIONS,/runs" })
    void shouldNameTheMethodsOfAPath(String method, String path) {
        given().contentType(ContentType.JSON).request(method, path).then().statusCode(405)
                .contentType("application/problem+json")
                .header("Allow", containsString(path.equals("/replays") ? "POST" : "GET"));
        assertThat(services.agent().requests()).isEmpty();
        assertThat(services.collector().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/runs/../no-such", "/runs/%2e%2e/no-such", "/runs/..%2fq%2fmetrics", "/runs/a%2fb",
            "/runs/..;/q/metrics", "//runs", "/runs//x", "/runs/", "/runs/a;b=c", "/runs/..\\q", "/runs/%00", "/%72uns",
            "/kpis/../runs", "/runs/.hidden", "/runs/a/b/c", "/dlq/redrive", "/ledger/x", "/runs/@evil.example",
            "/runs/a%0d%0ab",
            "/runs/%252e%252e/x", "/research/http:%2f%2fevil.example" })
    void shouldForwardNoPathThatCouldBeReadTwice(String target) {
        assertThat(RawRequest.status("GET", target, "")).isIn(400, 404);

        assertThat(services.agent().requests()).isEmpty();
        assertThat(services.collector().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "http://evil.example/runs", "http://localhost:1/runs" })
    void shouldAskOnlyTheConfiguredHost(String target) {
        assertThat(RawRequest.status("GET", target, "")).isEqualTo(200);

        assertThat(services.collector().requests()).singleElement()
                .satisfies(one -> assertThat(one.target()).isEqualTo("/prefix/runs"));
    }

    @Test
    void shouldPassOnEachEventAtOnceAndTheIdOfTheLastOne() throws IOException, InterruptedException {
        CountDownLatch isRead = new CountDownLatch(1);
        services.agent().answersWith(out -> {
            out.write(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + EVENT)
                    .getBytes(UTF_8));
            out.flush();
            // a proxy that collects events never gets the second one
            if (isRead.await(10, TimeUnit.SECONDS)) {
                out.write("event: done\n\n".getBytes(UTF_8));
            }
        });

        HttpResponse<InputStream> response = listen();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(response.headers().firstValue("X-Accel-Buffering")).hasValue("no");
            assertThat(lines.readLine()).isEqualTo("event: run");
            assertThat(lines.readLine()).isEqualTo("id: 3");
            isRead.countDown();
            assertThat(lines.lines()).containsExactly("data: {}", "", "event: done", "");
        }
        assertThat(services.agent().requests().get(0).headers()).containsEntry("last-event-id", List.of("2"));
    }

    @Test
    void shouldCloseTheStreamWhenTheClientLeaves() throws IOException, InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        services.agent().answersWith(out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    out.write(EVENT.getBytes(UTF_8));
                    out.flush();
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            } catch (IOException e) {
                left.countDown();
            }
        });

        try (InputStream body = listen().body()) {
            assertThat(body.readNBytes(EVENT.length())).hasSize(EVENT.length());
        }

        assertThat(left.await(10, TimeUnit.SECONDS)).as("the agent's stream was closed").isTrue();
    }

    @Test
    void shouldEndEventsWhenTheServiceDies() throws IOException, InterruptedException {
        services.agent().answersWith(out -> out.write(StubService.firstChunk("text/event-stream", EVENT)));

        assertThat(new String(listen().body().readAllBytes(), UTF_8)).isEqualTo(EVENT);
    }

    @Test
    void shouldBreakOffAnyOtherResponseWhenTheServiceDies() {
        services.agent().answersWith(out -> out.write(StubService.firstChunk("application/json", "{\"a\":")));

        assertThatThrownBy(() -> client.send(request("/research/" + ID).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({ "/research,agent-service", "/runs,collector-service" })
    void shouldNameAServiceThatBreaksOff(String path, String service) {
        services.agent().answersWith(out -> {
        });
        services.collector().answersWith(out -> {
        });

        given().get(path).then().statusCode(503).contentType("application/problem+json").header("Retry-After", "5")
                .body("service", equalTo(service)).body("detail", containsString(service));
    }

    /** As where a service was started again and the connection is one of before. */
    @Test
    void shouldReadAgainWhereAConnectionBreaksOff() {
        AtomicInteger asked = new AtomicInteger();
        services.collector().answersWith(out -> {
            if (asked.incrementAndGet() > 1) {
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}".getBytes(ISO_8859_1));
            }
        });
        given().get("/runs").then().statusCode(200);
        assertThat(services.collector().requests()).hasSize(2);
    }

    @Test
    void shouldSubmitOnceWhereAConnectionBreaksOff() {
        services.agent().answersWith(out -> {
        });
        given().contentType(ContentType.JSON).body("{}").post("/research").then().statusCode(503);
        assertThat(services.agent().requests()).hasSize(1);
    }

    @Test
    void shouldSayThatTheOutcomeIsUnknownWhenAServiceIsSilent() {
        CountDownLatch never = new CountDownLatch(1);
        services.agent().answersWith(out -> never.await(20, TimeUnit.SECONDS));

        given().contentType(ContentType.JSON).body("{}").post("/research").then().statusCode(503)
                .header("Retry-After", "5").body("detail", containsString("unknown whether the request took effect"));
        never.countDown();
    }

    @Test
    void shouldNotTakeTheRefusalOfAServiceForOneOfItsOwn() {
        services.agent().answersWith(out -> out.write(
                "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1)));

        given().get("/research/" + ID).then().statusCode(503).body("detail", containsString("PIPELINE_API_KEYS"));
    }

    @Test
    void shouldPassOnThatNothingHasChanged() {
        services.collector().answersWith(out -> out.write(
                "HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: \"v1\"\r\n\r\n".getBytes(ISO_8859_1)));

        given().header("If-None-Match", "\"v1\"").get("/runs").then().statusCode(304).header("ETag", "\"v1\"");
        assertThat(services.collector().requests().get(0).headers()).containsEntry("if-none-match", List.of("\"v1\""));
    }

    @Test
    void shouldMeasureAllRunsAsOneResource() {
        given().get("/runs/" + ID).then().statusCode(200);
        given().get("/research/" + ID + "/events").then().statusCode(200);
        given().get("/q/metrics").then().body(containsString("uri=\"/runs/{id}\""))
                .body(containsString("uri=\"/research/{id}/events\"")).body(not(containsString(ID)));
    }

    @Test
    void shouldStreamALargeResponse() throws IOException, InterruptedException {
        int mib = 64;
        services.collector().answersWith(out -> {
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + (mib << 20) + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            for (int i = 0; i < mib; i++) {
                out.write(new byte[1 << 20]);
            }
        });

        try (InputStream body = client.send(request("/runs").build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(body.skip((long) mib << 20)).isEqualTo((long) mib << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, MAX_BODY })
    void shouldPassOnABodyUpToTheLimit(int length) throws IOException, InterruptedException {
        for (HttpRequest.BodyPublisher body : List.of(BodyPublishers.ofByteArray(new byte[length]),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length])))) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                assertThat(post(body, version)).isEqualTo(200);
            }
        }

        assertThat(services.agent().requests()).filteredOn(one -> one.method().equals("POST")).hasSize(4)
                .allSatisfy(one -> assertThat(one.body()).hasSize(length));
    }

    @Test
    void shouldRefuseALargerBody() throws IOException, InterruptedException {
        byte[] large = new byte[MAX_BODY + 1];

        assertThat(post(BodyPublishers.ofByteArray(large), HttpClient.Version.HTTP_1_1)).isEqualTo(413);
        assertThat(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), HttpClient.Version.HTTP_1_1))
                .isEqualTo(413);
        assertThat(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), HttpClient.Version.HTTP_2))
                .isEqualTo(413);
        assertThat(services.agent().requests()).filteredOn(one -> one.method().equals("POST")).isEmpty();
    }

    /** HTTP/2 begins with the second request of a connection. */
    private int post(HttpRequest.BodyPublisher body, HttpClient.Version version) throws IOException, InterruptedException {
        HttpClient own = HttpClient.newBuilder().version(version).build();
        own.send(request("/research/" + ID).build(), BodyHandlers.discarding());
        HttpResponse<Void> response = own.send(
                request("/research").header("Content-Type", "application/json").POST(body).build(), BodyHandlers.discarding());
        assertThat(response.version()).isEqualTo(version);
        return response.statusCode();
    }

    private HttpResponse<InputStream> listen() throws IOException, InterruptedException {
        return client.send(request("/research/" + ID + "/events").header("Last-Event-ID", "2").build(),
                BodyHandlers.ofInputStream());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
    }
}
