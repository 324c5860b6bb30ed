package dev.tavilypipeline.bench.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.tavilypipeline.bench.harness.Json;

/** Stands between the browser and the service, and notes when it writes each event of a run to the browser's socket. */
final class EventTap implements AutoCloseable {

    private static final List<String> PASSED_ON = List.of("Accept", "Content-Type", "Last-Event-ID", "X-CSRF-Token");
    private static final List<String> PASSED_BACK = List.of("Content-Type", "Cache-Control", "ETag", "Location");

    private final URI service;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    /**
     * @param run as it is in the event
     * @param at just before the event was written to the socket
     */
    record Event(JsonNode run, Instant at) {
    }

    EventTap(URI service) throws IOException {
        this.service = service;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(workers);
        server.start();
    }

    URI uri() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** In the order in which they were written. */
    List<Event> events() {
        return List.copyOf(events);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(exchange.getRequestURI())).method(
                    exchange.getRequestMethod(),
                    HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
            PASSED_ON.forEach(name -> exchange.getRequestHeaders().getOrDefault(name, List.of())
                    .forEach(value -> request.header(name, value)));
            HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            PASSED_BACK.forEach(name -> response.headers().firstValue(name)
                    .ifPresent(value -> exchange.getResponseHeaders().set(name, value)));
            boolean isStream = response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            boolean isEmpty = response.statusCode() == 204 || response.statusCode() == 304;
            exchange.sendResponseHeaders(response.statusCode(), isEmpty ? -1 : 0);
            if (isStream) {
                passEvents(response.body(), exchange.getResponseBody());
            } else if (!isEmpty) {
                response.body().transferTo(exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passEvents(InputStream from, OutputStream to) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(from, UTF_8));
        StringBuilder event = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            event.append(line).append('\n');
            if (line.isEmpty()) {
                note(event.toString());
                to.write(event.toString().getBytes(UTF_8));
                to.flush();
                event.setLength(0);
            }
        }
    }

    private void note(String event) {
        event.lines().filter(line -> line.startsWith("data:")).map(line -> line.substring("data:".length()).strip())
                .filter(data -> data.startsWith("{")).map(Json::tree).filter(run -> run.has("steps"))
                .forEach(run -> events.add(new Event(run, Instant.now())));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
