package dev.tavilypipeline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Stands in for all services on one port: answers each path with the next of its scripted answers, the last for ever. */
final class StubServices implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Scripted>> answers = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    StubServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    StubServices answers(String path, int status, String json) {
        answers.computeIfAbsent(path, any -> new ArrayDeque<>()).add(new Scripted(status, json));
        return this;
    }

    List<Asked> asked(String path) {
        return asked.stream().filter(request -> request.path().equals(path)).toList();
    }

    Map<String, String> environment() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("PIPELINE_AGENT_URL", url, "PIPELINE_COLLECTOR_URL", url, "PIPELINE_ANALYTICS_URL", url);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(path, exchange.getRequestURI().getQuery(),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"), body));
            Deque<Scripted> script = answers.getOrDefault(path, new ArrayDeque<>(List.of(new Scripted(404, "{}"))));
            Scripted answer = script.size() > 1 ? script.pop() : script.peek();
            byte[] bytes = answer.json().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", "0");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    record Scripted(int status, String json) {
    }

    record Asked(String path, String query, String idempotencyKey, String body) {
    }
}
