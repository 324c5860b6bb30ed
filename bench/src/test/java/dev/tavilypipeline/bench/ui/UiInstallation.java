package dev.tavilypipeline.bench.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/** All services, for a browser to be pointed at. */
final class UiInstallation implements AutoCloseable {

    /** The key of an installation that has keys. */
    static final String KEY = "a-key-of-the-browser-tests";

    private static final List<String> COMPANIES = List.of("OpenAI", "Tesla", "Siemens", "SAP", "Stripe", "Adyen", "Airbus",
            "Spotify", "Toyota", "OpenAI", "Blorptech Holding", "<b>Zzyzx</b> & Sons \u202Eevil");
    private static final SimulatorSettings SIMULATOR = new SimulatorSettings(Duration.ofMillis(60), Duration.ofMillis(200),
            Map.of(), 7);

    final Installation services;
    /** The seeded runs, and none that a test submits. */
    final String window;

    private UiInstallation(Map<String, String> settings, List<String> companies) {
        Path folder = temporary();
        Map<String, String> all = new HashMap<>(settings);
        all.put("PIPELINE_TAVILY_TIMEOUT", "20s");
        services = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(SIMULATOR),
                all, EnumSet.allOf(Service.class));
        Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(20));
        companies.forEach(this::submit);
        if (!companies.isEmpty()) {
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions()
                    .until(() -> api("/kpis/health?range=24h").at("/health/runs").asInt() >= companies.size());
        }
        window = "from=" + from + "&to=" + Instant.now();
    }

    /** With a dozen runs that have ended, two of them without sources, and no API keys. */
    static UiInstallation seeded() {
        return new UiInstallation(Map.of(), COMPANIES);
    }

    /** With an API key, and without a run. */
    static UiInstallation fresh() {
        return new UiInstallation(Map.of("PIPELINE_API_KEYS", "browser:" + KEY), List.of());
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("ui-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return services.get(Service.ANALYTICS).uri();
    }

    JsonNode api(String path) {
        return services.get(Service.ANALYTICS).json(path);
    }

    private void submit(String company) {
        String body = new String(Json.write(Map.of("company", company)), UTF_8);
        JsonClient.anonymous().post(services.get(Service.AGENT).uri().resolve("/research"), body).json(202);
    }

    @Override
    public void close() {
        services.close();
    }
}
