package dev.tavilypipeline.bench.agent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import dev.tavilypipeline.bench.harness.Table;

/** Sends requests to an agent, many at the same time. */
final class JobLoad {

    private static final List<String> COMPANIES = List.of("Tesla", "Siemens", "OpenAI", "Sony", "Nestlé", "Intel");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI agent;

    JobLoad(URI agent) {
        this.agent = agent;
    }

    /** Returns when all jobs are accepted. */
    void submit(int jobs) {
        List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(0, jobs)
                .mapToObj(number -> http.sendAsync(job(number), HttpResponse.BodyHandlers.discarding())).toList();
        answers.forEach(JobLoad::requireAccepted);
    }

    private static void requireAccepted(CompletableFuture<HttpResponse<Void>> answer) {
        if (answer.join().statusCode() != 202) {
            throw new IllegalStateException("a job was answered " + answer.join().statusCode());
        }
    }

    /** Posts at a fixed rate, and as often asks for liveness. A request that is late counts from when it was due. */
    Table post(int perSecond, Duration time) {
        List<CompletableFuture<Long>> posts = new ArrayList<>();
        List<CompletableFuture<Long>> probes = new ArrayList<>();
        long begin = System.nanoTime();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        int requests = Math.toIntExact(perSecond * time.toSeconds());
        HttpRequest probe = HttpRequest.newBuilder(agent.resolve("/q/health/live")).build();
        for (int number = 0; number < requests; number++) {
            long due = begin + number * interval;
            LockSupport.parkNanos(due - System.nanoTime());
            posts.add(latency(job(number), due));
            probes.add(latency(probe, due));
        }
        double[] post = millis(posts);
        double[] bare = millis(probes);
        return new Table("at " + perSecond + " of each a second", "p50 ms", "p99 ms")
                .row("POST /research", quantile(post, 0.5), quantile(post, 0.99))
                .row("GET /q/health/live", quantile(bare, 0.5), quantile(bare, 0.99))
                .row("ratio", Table.number(at(post, 0.5) / at(bare, 0.5), 2), Table.number(at(post, 0.99) / at(bare, 0.99), 2));
    }

    private CompletableFuture<Long> latency(HttpRequest request, long due) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenApply(answer -> System.nanoTime() - due);
    }

    private static double[] millis(List<CompletableFuture<Long>> latencies) {
        double[] millis = latencies.stream().mapToDouble(latency -> latency.join() / 1e6).toArray();
        Arrays.sort(millis);
        return millis;
    }

    private static String quantile(double[] sorted, double share) {
        return Table.number(at(sorted, share), 2);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private HttpRequest job(int number) {
        return HttpRequest.newBuilder(agent.resolve("/research")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"company\": \"" + COMPANIES.get(number % COMPANIES.size()) + "\"}"))
                .build();
    }
}
