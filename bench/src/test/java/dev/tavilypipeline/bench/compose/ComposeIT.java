package dev.tavilypipeline.bench.compose;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;

import dev.tavilypipeline.bench.endtoend.SnowflakeAccount;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.ui.Chromium;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * The compose file from an empty machine to KPIs, with several replicas and containers that are killed, paused and restarted
 * under load. In the end every run that was accepted is in the KPIs, once. The images have to be built.
 */
@Tag("compose")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {

    private static final JsonClient HTTP = JsonClient.anonymous();
    private static final List<String> COMPANIES = List.of("OpenAI", "Tesla", "Siemens", "Qwortle and Sons");
    private static final Duration TIMEOUT = Duration.ofMinutes(4);
    private static final HasAttributeOptions PATIENTLY = new HasAttributeOptions().setTimeout(30_000);
    private static final String[] REPLICAS = { "--scale", "agent-service=3", "--scale", "collector-service=2", "--scale",
            "firehose-bridge=2" };
    private static final List<Integer> PORTS = Ports.free(6);

    private static final String MODEL_KEY = Credentials.modelKey();

    private static Compose docker;
    private static final List<String> submitted = new ArrayList<>();

    @BeforeAll
    static void up() {
        docker = new Compose(Service.projectRoot(), Map.of(
                "PIPELINE_ANALYTICS_PORT", PORTS.get(0).toString(), "PIPELINE_AGENT_PORT", PORTS.get(1).toString(),
                "PIPELINE_COLLECTOR_PORT", PORTS.get(2).toString(), "PIPELINE_BRIDGE_PORT", PORTS.get(3).toString(),
                "PIPELINE_KAFKA_PORT", PORTS.get(4).toString(), "PIPELINE_MONGODB_PORT", PORTS.get(5).toString(),
                "TAVILY_API_KEY", "", "AWS_ACCESS_KEY_ID", "", "MONGODB_URI", "", "PIPELINE_BRIDGE_LINGER_MS", "1000"))
                .with(Map.of("OPENAI_API_KEY", MODEL_KEY));
        docker.compose("down", "--volumes", "--remove-orphans", "--timeout", "0");
        long begin = System.nanoTime();
        docker.compose("up", "--detach", "--wait", "--no-build");
        System.out.printf("up and healthy after %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
    }

    @AfterAll
    static void down() {
        System.out.println(docker.compose("ps", "--all"));
        docker.compose("--profile", "cli", "down", "--volumes", "--remove-orphans", "--timeout", "1");
    }

    @Test
    @Order(1)
    void shouldRunAJobFromPostToKpi() {
        String output = docker.compose("--profile", "cli", "run", "--rm", "--no-TTY", "cli", "smoke", "--company", "OpenAI");

        assertThat(output).isNotBlank();
        assertThat(runsInKpis()).isEqualTo(1);
        submitted.add("of smoke");
    }

    @Test
    @Order(2)
    void shouldCountEveryRunOnceWhileContainersAreKilled() {
        docker.compose(with(REPLICAS, "up", "--detach", "--wait", "--no-build", "--no-recreate"));
        for (String service : List.of("agent-service", "collector-service", "firehose-bridge", "analytics-service")) {
            submit(16);
            int open = inFlight();
            docker.killAndStart(service);
            System.out.printf("killed %s with %d runs in flight%n", service, open);
            assertThat(open).as("runs in flight when %s was killed", service).isPositive();
        }
        assertEveryRunIsCounted();
    }

    @Test
    @Order(3)
    void shouldCountEveryRunOnceWhileKafkaAndMongoDbAreKilled() {
        for (String store : List.of("kafka", "mongodb")) {
            submit(16);
            int open = inFlight();
            docker.killAndStart(store);
            System.out.printf("killed %s with %d runs in flight%n", store, open);
            assertThat(open).as("runs in flight when %s was killed", store).isPositive();
            submit(4);
        }
        assertEveryRunIsCounted();
    }

    @Test
    @Order(4)
    void shouldCountEveryRunOnceAfterACollectorWasPausedForAMinute() throws InterruptedException {
        String paused = docker.containers("collector-service").get(0);
        docker.docker("pause", paused);
        submit(20);
        TimeUnit.MINUTES.sleep(1); // longer than Kafka waits for a member of a group
        docker.docker("unpause", paused);
        assertEveryRunIsCounted();
    }

    /** From an address to the figures, as a person comes to them, whichever warehouse the settings name. */
    @ParameterizedTest
    @ValueSource(strings = { "mongodb", "duckdb" })
    @Order(5)
    void shouldShowThemInABrowserFromEachWarehouse(String warehouse) {
        assertShown(warehouse, Map.of("PIPELINE_WAREHOUSE", warehouse));
    }

    /** What stands for Snowflake has the objects of the bucket. The key is read from the file that compose mounts. */
    @Test
    @Order(6)
    void shouldShowThemInABrowserFromSnowflake(@TempDir Path folder) throws IOException, GeneralSecurityException {
        Path key = Files.writeString(folder.resolve("key.p8"), Credentials.privateKey());
        try (SnowflakeAccount snowflake = SnowflakeAccount.withObjects(docker.gateway(),
                URI.create("http://" + docker.address("floci") + ":4566"), "tavily-agent-lake",
                folder.resolve("snowflake.log"))) {
            Map<String, String> settings = new HashMap<>(snowflake.settings());
            settings.remove("SNOWFLAKE_PASSWORD");
            settings.put("SNOWFLAKE_PRIVATE_KEY_FILE", key.toString());
            assertShown("snowflake", settings);
        }
    }

    private static void assertShown(String warehouse, Map<String, String> settings) {
        docker.with(settings).compose("up", "--detach", "--wait", "--no-build", "--no-deps", "analytics-service");
        try (Chromium chromium = Chromium.start()) {
            Page page = chromium.browser().newPage();
            List<String> errors = new ArrayList<>();
            page.onPageError(errors::add);
            page.navigate(uri(0, "/").toString());
            assertThat(page.locator("[data-source]")).hasAttribute("data-source", warehouse, PATIENTLY);
            page.keyboard().press("3");
            assertThat(page.locator("h1")).hasText("What is asked, and when?");
            assertThat(page.locator("[data-figure='usage.runs']")).hasAttribute("data-value",
                    Integer.toString(submitted.size()), PATIENTLY);
            assertThat(errors).isEmpty();
        }
    }

    @Test
    @Order(7)
    void shouldStillCountThemAfterDownAndUp() {
        docker.compose("down");
        docker.compose("up", "--detach", "--wait", "--no-build");
        assertThat(runsInKpis()).isEqualTo(submitted.size());
        submit(1);
        assertEveryRunIsCounted();
    }

    /** The key of the model is shaped like a real one. */
    @Test
    @Order(8)
    void shouldHaveWrittenNoCredential(@TempDir Path folder) throws IOException {
        StringBuilder answers = new StringBuilder();
        for (String path : List.of("/kpis/summary?range=24h", "/q/metrics", "/q/health", "/runs?limit=100")) {
            answers.append(HTTP.get(uri(0, path)).text());
        }
        Path logs = Files.writeString(folder.resolve("logs"), docker.compose("logs", "--no-color", "--no-log-prefix"));

        assertThat(Files.size(logs)).isPositive();
        assertThat(credentials(logs)).isEmpty();
        assertThat(credentials(Files.writeString(folder.resolve("answers"), answers))).isEmpty();
        assertThat(credentials(Files.writeString(folder.resolve("key"), MODEL_KEY))).contains("OpenAI key");
    }

    private static String credentials(Path file) throws IOException {
        return Command.run(Service.projectRoot(), ".ci/secrets", "text", file.toString()).output();
    }

    private static String[] with(String[] options, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    /** A 503 says that the outcome is unknown, and that sending again with the same key is safe. */
    private static void submit(int jobs) {
        for (int i = 0; i < jobs; i++) {
            String key = "compose-" + submitted.size();
            String body = "{\"company\":\"" + COMPANIES.get(submitted.size() % COMPANIES.size()) + "\"}";
            await().atMost(TIMEOUT).ignoreExceptions().pollInterval(Duration.ofMillis(200))
                    .until(() -> HTTP.post(uri(1, "/research"), body, key).status() == 202);
            submitted.add(key);
        }
    }

    /** Accepted runs that are somewhere between the agent and the KPIs. */
    private static int inFlight() {
        return submitted.size() - runsInKpis();
    }

    private static void assertEveryRunIsCounted() {
        await().atMost(TIMEOUT).pollInterval(Duration.ofSeconds(1)).ignoreExceptions()
                .until(() -> runsInKpis() >= submitted.size());
        assertThat(runsInKpis()).isEqualTo(submitted.size());
        Map<String, Object> seen = new HashMap<>();
        await().atMost(TIMEOUT).pollInterval(Duration.ofSeconds(1)).ignoreExceptions().until(() -> {
            JsonNode completeness = HTTP.get(uri(0, "/kpis/completeness?range=24h")).json(200).path("completeness");
            seen.put("last", completeness);
            return completeness.path("complete").asBoolean() && completeness.path("whole").asInt() == submitted.size();
        });
        System.out.printf("%d runs, completeness %s%n", submitted.size(), seen.get("last"));
    }

    private static int runsInKpis() {
        return HTTP.get(uri(0, "/kpis/summary?range=24h&simulated=all")).json(200).at("/health/runs").asInt();
    }

    private static URI uri(int port, String path) {
        return URI.create("http://localhost:" + PORTS.get(port) + path);
    }
}
