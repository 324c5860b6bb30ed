package dev.tavilypipeline.bench.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.ChildProcess;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;

/** Chromium with one page, driven by its DevTools protocol: a bench needs four commands of it. */
final class Browser implements AutoCloseable {

    private static final String EXECUTABLE = System.getProperty("chromium", "/usr/bin/chromium");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final ChildProcess process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    /** @param folder for the browser's profile and log */
    Browser(Path folder) {
        Path profile = folder.resolve("chromium");
        process = ChildProcess.start(new ProcessBuilder(List.of(EXECUTABLE, "--headless=new", "--no-sandbox",
                "--window-size=1440,900", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")),
                folder.resolve("chromium.log"));
        URI list = URI.create("http://127.0.0.1:" + port(profile.resolve("DevToolsActivePort")) + "/json/list");
        JsonNode page = JsonClient.anonymous().get(list).json(200).get(0);
        socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Answers()).join();
        send("Page.enable", Map.of());
    }

    private String port(Path file) {
        Instant deadline = Instant.now().plus(TIMEOUT);
        while (Instant.now().isBefore(deadline) && process.isAlive()) {
            try {
                List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
                if (lines.size() > 1) {
                    return lines.get(0);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new IllegalStateException(EXECUTABLE + " did not start; its log is " + process.log());
    }

    /** Runs a script before those of every page that is opened from now on. */
    void runFirst(String script) {
        send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    void open(URI address) {
        send("Page.navigate", Map.of("url", address.toString()));
    }

    /** @return the value of an expression, or what its promise resolves to */
    JsonNode evaluate(String expression) {
        JsonNode result = send("Runtime.evaluate",
                Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException("the page threw: " + result.get("exceptionDetails"));
        }
        return result.at("/result/value");
    }

    private JsonNode send(String method, Map<String, Object> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        String command = new String(Json.write(Map.of("id", id, "method", method, "params", parameters)),
                java.nio.charset.StandardCharsets.UTF_8);
        socket.sendText(command, true).join();
        JsonNode json = answer.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
        if (json.has("error")) {
            throw new IllegalStateException(method + " failed: " + json.get("error"));
        }
        return json.get("result");
    }

    @Override
    public void close() {
        socket.abort();
        process.close();
    }

    /** Gives each answer to whoever waits for it; events have no id. */
    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean isLast) {
            text.append(part);
            if (isLast) {
                JsonNode json = Json.tree(text.toString());
                text.setLength(0);
                CompletableFuture<JsonNode> answer = json.has("id") ? waiting.remove(json.get("id").asInt()) : null;
                if (answer != null) {
                    answer.complete(json);
                }
            }
            webSocket.request(1);
            return null;
        }
    }
}
