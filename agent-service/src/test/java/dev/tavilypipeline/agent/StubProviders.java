package dev.tavilypipeline.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A search on the wire. The first word of the query says how it answers. */
public final class StubProviders implements QuarkusTestResourceLifecycleManager, AutoCloseable {

    static final String KEY = "tvly-stub-0123456789";
    static final String ANSWER = """
            {"results": [{"title": "Acme", "url": "https://acme.example/", "content": "Acme makes anvils.", "score": 0.9}],
             "usage": {"credits": 1}, "request_id": "r-1"}""";
    private static final int LARGE = 10 << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private final byte[] large = new byte[LARGE];
    private final byte[] chunk = new byte[64 << 10];
    private byte[] bomb;
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            bomb = gzip(large);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/search", this::answer);
        server.start();
        return Map.of("pipeline.provider.tavily-api-key", KEY, "pipeline.tavily.base-url", uri() + "/search/",
                "pipeline.tavily.timeout", "2s");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** How many bytes of large answers were taken by clients. */
    long sentBytes() {
        return sent.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String query = new ObjectMapper().readTree(exchange.getRequestBody()).path("query").asText();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] answer = ANSWER.getBytes(UTF_8);
        try (exchange) {
            switch (query.split(" ", 2)[0]) {
                case "gzip" -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    send(exchange, 200, gzip(answer));
                }
                case "bomb" -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    send(exchange, 200, bomb);
                }
                case "chunked" -> chunks(exchange, answer, 1);
                case "untyped" -> {
                    exchange.getResponseHeaders().remove("Content-Type");
                    send(exchange, 200, answer);
                }
                case "mistyped" -> {
                    exchange.getResponseHeaders().set("Content-Type", "json; charset");
                    send(exchange, 200, answer);
                }
                case "events" -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
                    send(exchange, 200, answer);
                }
                case "empty" -> exchange.sendResponseHeaders(401, -1);
                case "moved" -> {
                    exchange.getResponseHeaders().set("Location", "/elsewhere");
                    exchange.sendResponseHeaders(302, -1);
                }
                case "echo" -> send(exchange, 401, ("{\"detail\": {\"error\": \"no such key: "
                        + exchange.getRequestHeaders().getFirst("Authorization") + "\"}}").getBytes(UTF_8));
                case "large" -> send(exchange, 200, large);
                case "endless" -> chunks(exchange, chunk, LARGE >> 16);
                case "short" -> {
                    exchange.sendResponseHeaders(200, answer.length + 100);
                    exchange.getResponseBody().write(answer);
                    exchange.getResponseBody().flush();
                }
                default -> send(exchange, 200, answer);
            }
        }
    }

    private void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        for (int at = 0; at < body.length; at += 8192) {
            exchange.getResponseBody().write(body, at, Math.min(8192, body.length - at));
            sent.addAndGet(8192);
        }
    }

    private void chunks(HttpExchange exchange, byte[] chunk, int times) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < times; i++) {
            out.write(Arrays.copyOf(chunk, chunk.length / 2));
            out.flush();
            out.write(chunk, chunk.length / 2, chunk.length - chunk.length / 2);
            sent.addAndGet(chunk.length);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(StubProviders.class));
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
