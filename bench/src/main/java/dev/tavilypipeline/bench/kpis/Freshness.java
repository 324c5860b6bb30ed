package dev.tavilypipeline.bench.kpis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.ServiceProcess;

/** How soon a new object of the lake is seen in the KPIs, while clients ask for them. */
final class Freshness {

    private static final int OBJECTS = 40;
    private static final Duration TIMEOUT = Duration.ofHours(2);

    private final ServiceProcess service;
    private final Lake lake;
    private final NewRuns runs;

    Freshness(ServiceProcess service, Lake lake, NewRuns runs) {
        this.service = service;
        this.lake = lake;
        this.runs = runs;
    }

    Latencies measure(Clients clients, Duration window) throws InterruptedException {
        KpiRequests requests = new KpiRequests(service.uri());
        // one window for all, which no run leaves
        String query = "/kpis/health?simulated=true&from=" + Instant.now() + "&to=" + Instant.now().plus(TIMEOUT);
        int before = countRuns(query).orElseThrow();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                clients.askDifferently(window, 1, requests::isAnswered);
            }
        }, task -> new Thread(task).start());
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            lake.put(runs.now(1));
            int expected = before + 1 + i;
            long start = System.nanoTime();
            Wait.until("a run is counted", () -> countRuns(query).orElse(0) >= expected);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        over.set(true);
        load.join();
        return new Latencies(millis, 0);
    }

    /** Nothing while the service is too busy: the clients see no figures either. */
    private OptionalInt countRuns(String query) {
        JsonClient.Answer answer = service.get(query);
        if (answer.status() == 503) {
            return OptionalInt.empty();
        }
        JsonNode runs = answer.json(200).at("/health/runs");
        if (runs.isMissingNode()) {
            throw new IllegalStateException("no number of runs at " + answer.uri());
        }
        return OptionalInt.of(runs.asInt());
    }
}
