package dev.tavilypipeline.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A collector with a ledger of a few runs a page; folders for the service beside it. */
public final class LedgerStub implements QuarkusTestResourceLifecycleManager {

    private static final int PAGE = 7;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> runs = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile boolean deadLettersKnown = true;
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/ledger", this::answer);
            server.start();
            Path dir = Files.createTempDirectory("completeness");
            return Map.of("pipeline.completeness.collector-url", "http://localhost:" + server.getAddress().getPort(),
                    "pipeline.completeness.allowance", "5m",
                    "pipeline.load.lake-dir", dir.resolve("lake").toString(),
                    "pipeline.load.poll", "100ms",
                    "pipeline.warehouse.file", dir.resolve("warehouse.duckdb").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(LedgerStub.class));
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    /** An entry as the collector writes it; what is null in it is null there. */
    void knows(ObjectNode run) {
        runs.add(run);
    }

    /** Answers with this from now on; 0 hangs up. */
    void answersWith(int status) {
        this.status = status;
    }

    /** Whether it tells how many dead letters wait, as it cannot while Kafka is away. */
    void knowsDeadLetters(boolean known) {
        deadLettersKnown = known;
    }

    /** What was shown with each request, "null" where nothing was. */
    List<String> authorizations() {
        return authorizations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Map<String, String> query = Arrays.stream(exchange.getRequestURI().getQuery().split("&", -1))
                .map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        Instant from = Instant.parse(query.get("from"));
        Instant to = Instant.parse(query.get("to"));
        boolean refused = Duration.between(from, to).compareTo(Duration.ofDays(31)) > 0 || !from.isBefore(to);
        int answered = refused ? 400 : status;
        if (answered == 0) {
            exchange.close();
            return;
        }
        byte[] body = answered == 200 ? page(from, to, query.get("cursor")) : "{}".getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answered, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] page(Instant from, Instant to, String cursor) throws IOException {
        List<JsonNode> all = runs.stream().filter(run -> !requestedAt(run).isBefore(from) && requestedAt(run).isBefore(to))
                .sorted(Comparator.comparing(LedgerStub::requestedAt).reversed())
                .collect(Collectors.toCollection(ArrayList::new));
        int begin = cursor == null ? 0 : Integer.parseInt(cursor);
        int end = Math.min(all.size(), begin + PAGE);
        ObjectNode page = JSON.createObjectNode().put("from", from.toString()).put("to", to.toString());
        page.putArray("hours");
        page.putArray("runs").addAll(all.subList(begin, end));
        page.put("next_cursor", end < all.size() ? Integer.toString(end) : null);
        if (deadLettersKnown) {
            page.putObject("dead_letters").put("run.events", 2).put("research.jobs", 0);
        }
        return JSON.writeValueAsBytes(page);
    }

    /** As finely as MongoDB keeps it. */
    private static Instant requestedAt(JsonNode run) {
        return Instant.parse(run.get("requested_at").textValue()).truncatedTo(ChronoUnit.MILLIS);
    }
}
