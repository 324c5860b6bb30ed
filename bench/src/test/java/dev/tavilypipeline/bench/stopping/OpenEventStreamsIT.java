package dev.tavilypipeline.bench.stopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/** Clients that watch a run keep no service from stopping, and no job starts in one that stops. */
class OpenEventStreamsIT {

    private static final Duration CALL = Duration.ofSeconds(3);
    private static final Map<Service, String> STREAMS = Map.of(Service.AGENT, "/research/%s/events",
            Service.COLLECTOR, "/runs/%s/events", Service.ANALYTICS, "/runs/%s/events");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Service, CompletableFuture<Void>> streams = new EnumMap<>(Service.class);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Installation installation;

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack"))
                .withSimulator(SimulatorSettings.PROMPT.withLatency(CALL, CALL)),
                Map.of("PIPELINE_AGENT_CONCURRENCY", "1"), STREAMS.keySet());
    }

    @AfterEach
    void stop() {
        installation.close();
        threads.shutdownNow();
    }

    @Test
    void shouldEndStreamsAndStopInTime() throws Exception {
        String working = submit("Nestlé");
        await().ignoreExceptions().until(() -> status(working).equals("running"));
        String waiting = submit("IKEA");
        await().ignoreExceptions().until(() -> status(waiting).equals("queued"));
        for (Service service : STREAMS.keySet()) {
            watch(service, waiting);
        }

        // a run at work ends: two searches side by side and the model
        assertThat(stop(Service.AGENT)).isLessThan(Duration.ofSeconds(12));
        await().ignoreExceptions().until(() -> status(working).equals("success"));
        assertThat(status(waiting)).isEqualTo("queued");
        assertThat(stop(Service.ANALYTICS)).isLessThan(Duration.ofSeconds(8));
        assertThat(stop(Service.COLLECTOR)).isLessThan(Duration.ofSeconds(8));
    }

    private String submit(String company) {
        return JsonClient.anonymous().post(installation.get(Service.AGENT).uri().resolve("/research"),
                "{\"company\": \"" + company + "\"}").json(202).get("run_id").asText();
    }

    private String status(String run) {
        return installation.get(Service.COLLECTOR).get("/runs/" + run).json(200).get("status").asText();
    }

    /** Returns after the first event. */
    private void watch(Service service, String run) throws Exception {
        URI uri = installation.get(service).uri().resolve(STREAMS.get(service).formatted(run));
        HttpResponse<Stream<String>> response = http.send(HttpRequest.newBuilder(uri).header("Accept", "text/event-stream")
                .build(), HttpResponse.BodyHandlers.ofLines());
        CompletableFuture<Void> first = new CompletableFuture<>();
        streams.put(service, CompletableFuture.runAsync(() -> response.body().forEach(line -> first.complete(null)), threads));
        first.get(10, TimeUnit.SECONDS);
    }

    /** The stream was open before, and ends in order at once. */
    private Duration stop(Service service) throws Exception {
        assertThat(streams.get(service)).isNotDone();
        long asked = System.nanoTime();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(installation.get(service)::close, threads);
        streams.get(service).get(2, TimeUnit.SECONDS);
        stopped.get(60, TimeUnit.SECONDS);
        return Duration.ofNanos(System.nanoTime() - asked);
    }
}
