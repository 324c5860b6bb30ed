package dev.tavilypipeline.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A collector that knows the runs it is notNegative of. */
public final class StubCollector implements AutoCloseable {

    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    StubCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/runs/", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void knows(UUID runId, String json) {
        runs.put("/runs/" + runId, json);
    }

    void deleted(UUID runId) {
        deleted.add("/runs/" + runId);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String run = runs.get(exchange.getRequestURI().getPath());
        exchange.getResponseHeaders().set("Content-Type", run == null ? "application/problem+json" : "application/json");
        exchange.getResponseHeaders().set("Retry-After", "1");
        byte[] body = (run == null ? "{\"type\":\"run-not-visible-yet\",\"status\":404}" : run).getBytes(UTF_8);
        boolean isDeleted = deleted.contains(exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(isDeleted ? 410 : run == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
