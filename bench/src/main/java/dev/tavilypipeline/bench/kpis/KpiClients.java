package dev.tavilypipeline.bench.kpis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Concurrent clients that ask all resources in turns. */
final class KpiClients implements AutoCloseable {

    static final int CLIENTS = 8;
    static final List<String> RESOURCES = List.of("summary", "health", "health/errors", "performance", "performance/steps",
            "performance/slowest-runs", "usage", "usage/companies", "usage/hours", "costs", "costs/queries",
            "costs/calls-per-run");

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger windows = new AtomicInteger();
    private final URI service;
    private final Instant end;

    KpiClients(URI service, Instant end) {
        this.service = service;
        this.end = end.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * @param millis in ascending order
     * @param failed answers with a status that was not expected
     */
    record Result(List<Double> millis, long failed) {

        double percentile(double share) {
            int place = (int) Math.min(millis.size() - 1L, (long) (share * millis.size()));
            return millis.isEmpty() ? Double.NaN : millis.get(place);
        }

        double sum() {
            return millis.stream().mapToDouble(each -> each).sum();
        }
    }

    /** A window of its own for each round, so that no answer is cached. */
    Result uncached(Duration window, int rounds) {
        return ask(window, rounds, true, "");
    }

    /** One window; the answers are in the cache. */
    Result cached(Duration window, int rounds) {
        ask(window, 1, false, "");
        return ask(window, rounds, false, "");
    }

    /** With the ETag that the client has. */
    Result notModified(Duration window, int rounds) {
        return ask(window, rounds, false, "*");
    }

    private Result ask(Duration window, int rounds, boolean fresh, String condition) {
        AtomicInteger failed = new AtomicInteger();
        List<CompletableFuture<List<Double>>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            int first = client;
            clients.add(CompletableFuture.supplyAsync(() -> {
                List<Double> millis = new ArrayList<>();
                for (int i = 0; i < rounds * RESOURCES.size(); i++) {
                    String resource = RESOURCES.get((first + i) % RESOURCES.size());
                    Instant to = fresh ? end.minusSeconds(windows.incrementAndGet() % 3_600) : end;
                    millis.add(ask(uri(resource, to.minus(window), to), condition, failed));
                }
                return millis;
            }, threads));
        }
        List<Double> all = clients.stream().flatMap(client -> client.join().stream()).sorted().toList();
        return new Result(all, failed.get());
    }

    private double ask(URI uri, String condition, AtomicInteger failed) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2));
        if (!condition.isEmpty()) {
            request.header("If-None-Match", condition);
        }
        long start = System.nanoTime();
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            if (status != (condition.isEmpty() ? 200 : 304)) {
                failed.incrementAndGet();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private URI uri(String resource, Instant from, Instant to) {
        return service.resolve("/kpis/" + resource + "?simulated=true&from=" + from + "&to=" + to);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
