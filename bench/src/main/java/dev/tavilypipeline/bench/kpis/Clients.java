package dev.tavilypipeline.bench.kpis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Concurrent clients that ask for all resources in turns, each beginning with another one. */
final class Clients implements AutoCloseable {

    static final int COUNT = 8;
    static final List<String> RESOURCES = List.of("summary", "health", "health/errors", "performance", "performance/steps",
            "performance/slowest-runs", "usage", "usage/companies", "usage/hours", "costs", "costs/queries",
            "costs/calls-per-run");

    private static final int WINDOWS = 50_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    private final AtomicInteger windows = new AtomicInteger();
    private final Instant end;

    Clients(Instant end) {
        this.end = end.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Asked by several threads at once. */
    interface Question {

        /** @return whether the answer is as expected */
        boolean ask(String resource, Instant from, Instant to);
    }

    private record Answer(String resource, double millis, boolean expected) {
    }

    /** Each question has a window of its own, so that no answer is cached. */
    Map<String, Latencies> askDifferently(Duration window, int rounds, Question question) {
        return ask(() -> end.minusSeconds(windows.incrementAndGet() % WINDOWS), window, rounds, question);
    }

    /** All questions have the same window. */
    Map<String, Latencies> askAlike(Duration window, int rounds, Question question) {
        return ask(() -> end, window, rounds, question);
    }

    private Map<String, Latencies> ask(Supplier<Instant> ends, Duration window, int rounds, Question question) {
        List<CompletableFuture<List<Answer>>> clients = new ArrayList<>();
        for (int client = 0; client < COUNT; client++) {
            int first = client;
            clients.add(CompletableFuture.supplyAsync(() -> ask(first, ends, window, rounds, question), threads));
        }
        Map<String, List<Answer>> answers = new TreeMap<>();
        clients.stream().flatMap(client -> client.join().stream())
                .forEach(answer -> answers.computeIfAbsent(answer.resource(), unused -> new ArrayList<>()).add(answer));
        Map<String, Latencies> latencies = new TreeMap<>();
        answers.forEach((resource, of) -> latencies.put(resource, new Latencies(of.stream().map(Answer::millis).toList(),
                of.stream().filter(answer -> !answer.expected()).count())));
        return latencies;
    }

    private static List<Answer> ask(int first, Supplier<Instant> ends, Duration window, int rounds, Question question) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < rounds * RESOURCES.size(); i++) {
            String resource = RESOURCES.get((first + i) % RESOURCES.size());
            Instant to = ends.get();
            long start = System.nanoTime();
            boolean expected = question.ask(resource, to.minus(window), to);
            answers.add(new Answer(resource, (System.nanoTime() - start) / 1e6, expected));
        }
        return answers;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
