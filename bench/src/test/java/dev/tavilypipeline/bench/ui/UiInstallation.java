package dev.tavilypipeline.bench.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * All services with a dozen runs that have ended, two of them without sources, and Chromium. It is started once for all tests
 * of
 * this package. A machine without Chromium skips them; with {@code CI=true} they fail there.
 */
final class UiInstallation implements AutoCloseable {

    private static final Path CHROMIUM = Path.of(System.getProperty("chromium", "/usr/bin/chromium"));
    private static final List<String> COMPANIES = List.of("OpenAI", "Tesla", "Siemens", "SAP", "Stripe", "Adyen", "Airbus",
            "Spotify", "Toyota", "OpenAI", "Blorptech Holding", "<b>Zzyzx</b> & Sons \u202Eevil");
    private static final SimulatorSettings SIMULATOR = new SimulatorSettings(Duration.ofMillis(60), Duration.ofMillis(200),
            Map.of(),
            7);

    final Installation services;
    final Browser browser;
    /** The seeded runs, and none that a test submits. */
    final String window;

    private final Playwright playwright;

    private UiInstallation() throws IOException {
        Path folder = Files.createTempDirectory("ui-it");
        services = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(SIMULATOR),
                Map.of("PIPELINE_TAVILY_TIMEOUT", "20s"), EnumSet.allOf(Service.class));
        Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(20));
        COMPANIES.forEach(company -> submit(company));
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions()
                .until(() -> api("/kpis/health?range=24h").at("/health/runs").asInt() >= COMPANIES.size());
        window = "from=" + from + "&to=" + Instant.now();
        playwright = Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM)
                .setArgs(List.of("--no-sandbox")));
    }

    static UiInstallation of(ExtensionContext context) {
        if (!Files.isExecutable(CHROMIUM)) {
            String reason = CHROMIUM + " is not there, so the web UI is not tested: install chromium, or give -Dchromium=";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(reason);
            }
            throw new TestAbortedException(reason);
        }
        return context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).computeIfAbsent(UiInstallation.class,
                key -> {
                    try {
                        return new UiInstallation();
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                }, UiInstallation.class);
    }

    URI uri() {
        return services.get(Service.ANALYTICS).uri();
    }

    JsonNode api(String path) {
        return services.get(Service.ANALYTICS).json(path);
    }

    void submit(String company) {
        String body = new String(Json.write(Map.of("company", company)), UTF_8);
        JsonClient.anonymous().post(services.get(Service.AGENT).uri().resolve("/research"), body).json(202);
    }

    @Override
    public void close() {
        playwright.close();
        services.close();
    }
}
