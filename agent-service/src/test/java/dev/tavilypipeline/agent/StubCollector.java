package dev.tavilypipeline.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A collector that knows the runs it is given. */
public final class StubCollector implements AutoCloseable {

    private final Map<String, String> runs = new ConcurrentHashMap<>();
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private final Map<String, CountDownLatch> left = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    StubCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
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

    /** The connection is closed instead of an answer. */
    void breaksAt(UUID runId) {
        broken.add("/runs/" + runId);
        broken.add("/runs/" + runId + "/events");
    }

    /** Streams the events and then comments, up to the moment when nobody listens any more. */
    void streams(UUID runId, String events) {
        runs.put("/runs/" + runId + "/events", events);
        left.put("/runs/" + runId + "/events", new CountDownLatch(1));
    }

    CountDownLatch left(UUID runId) {
        return left.get("/runs/" + runId + "/events");
    }

    /** Of all requests for events. */
    List<String> lastEventIds() {
        return lastEventIds;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (broken.contains(path)) {
            exchange.close();
        } else if (path.endsWith("/events") && runs.containsKey(path)) {
            stream(exchange, path);
        } else {
            answer(exchange, runs.get(path), deleted.contains(path));
        }
    }

    private static void answer(HttpExchange exchange, String run, boolean isDeleted) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", run == null ? "application/problem+json" : "application/json");
        exchange.getResponseHeaders().set("Retry-After", "1");
        byte[] body = (run == null ? "{\"type\":\"run-not-visible-yet\",\"status\":404}" : run).getBytes(UTF_8);
        exchange.sendResponseHeaders(isDeleted ? 410 : run == null ? 404 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void stream(HttpExchange exchange, String path) throws IOException {
        String lastEventId = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        lastEventIds.add(String.valueOf(lastEventId));
        if ("end".equals(lastEventId)) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(runs.get(path).getBytes(UTF_8));
            while (!threads.isShutdown()) {
                body.write(": still here\n\n".getBytes(UTF_8));
                body.flush();
                if (left.get(path).await(50, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException e) {
            left.get(path).countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
