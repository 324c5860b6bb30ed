package dev.tavilypipeline.bench.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.start.Ports;

/** Who may call the packaged services: with API keys everybody who has one, without keys this machine alone. */
class AccessIT {

    private static final String KEY = "0123456789abcdef-of-ops";
    private static final String WRONG = "0123456789abcdef-of-opt";
    private static final String SOME_RUN = UUID.randomUUID().toString();

    private static final Map<Service, List<String>> RESOURCES = Map.of(
            Service.AGENT, List.of("/research/" + SOME_RUN, "/q/metrics", "/no-such-path"),
            Service.COLLECTOR, List.of("/runs", "/runs/live", "/runs/" + SOME_RUN, "/runs/" + SOME_RUN + "/events",
                    "/runs/" + SOME_RUN + "/report.md", "/runs/" + SOME_RUN + "/envelope", "/ledger", "/dlq",
                    "/replays/" + SOME_RUN, "/q/metrics"),
            Service.BRIDGE, List.of("/", "/q/metrics"),
            Service.ANALYTICS,
            List.of("/kpis", "/kpis/freshness", "/kpis/summary", "/kpis/health", "/kpis/completeness", "/q/metrics"));
    private static final Map<Service, List<String>> COMMANDS = Map.of(
            Service.AGENT, List.of("/research"),
            Service.COLLECTOR, List.of("/replays", "/dlq/redrive"));
    private static final List<String> HEALTH = List.of("/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");

    /** Ways to write a path that begins like health and ends at data; the last part is the data's own path. */
    private static final List<String> DETOURS = List.of("/q/health/../..", "//q/health/../..", "/q/health/..;/..;",
            "/q/health/..;a=b/..;a=b", "/q/health/%2e%2e/%2e%2e", "/q/health/%2E%2E%2f%2e%2e", "/q/health/..%2f..",
            "/q/health/..%252f..", "/q/health/..\\..", "/q/health/..%5c..", "/q/health;a=b/../..", "/q/%68ealth/../..",
            "/q/health/live/../../..", "/q/health/./../..", "/q/health/%c0%ae%c0%ae/%c0%ae%c0%ae", "/q/health/..//..",
            "/q/health/%00/../../..", "/q/health/;/../../..", "http://localhost/q/health/../..");

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final SoftAssertions each = new SoftAssertions();

    @Test
    void shouldRequireAKeyForEverythingButHealth() {
        try (Installation installation = start(Map.of("PIPELINE_API_KEYS", "ci:fedcba9876543210,ops:" + KEY))) {
            for (Service service : Service.values()) {
                URI uri = installation.get(service).uri();
                assertUnauthorized(JsonClient.anonymous(), "without a key", uri, service);
                assertUnauthorized(JsonClient.withKey(WRONG), "with a wrong key", uri, service);
                DETOURS.stream().map(detour -> detour + RESOURCES.get(service).get(0)).forEach(
                        target -> each.assertThat(rawStatus(uri, target)).as(service + " " + target).isIn(400, 401, 404));
                HEALTH.forEach(path -> each.assertThat(JsonClient.anonymous().get(uri.resolve(path)).status())
                        .as(service + " " + path).isEqualTo(200));
            }
            each.assertAll();
            assertFlowWorks(installation);
            for (Service service : Service.values()) {
                assertThat(installation.get(service).process().log()).content().doesNotContain(KEY, WRONG, "fedcba9876543210");
            }
        }
    }

    /** An HTTP client would tidy the path before it sends it. */
    private static int rawStatus(URI service, String target) {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(US_ASCII));
            return Integer.parseInt(new String(socket.getInputStream().readAllBytes(), US_ASCII).split(" ", 3)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertUnauthorized(JsonClient client, String how, URI uri, Service service) {
        RESOURCES.get(service)
                .forEach(path -> assertUnauthorized(client.get(uri.resolve(path)), service + " GET " + path + " " + how));
        COMMANDS.getOrDefault(service, List.of())
                .forEach(path -> assertUnauthorized(client.post(uri.resolve(path), "{}"),
                        service + " POST " + path + " " + how));
    }

    private void assertUnauthorized(JsonClient.Answer answer, String what) {
        each.assertThat(answer.status()).as(what).isEqualTo(401);
        each.assertThat(answer.contentType()).as(what).isEqualTo("application/problem+json");
        each.assertThat(Json.tree(answer.text()).path("detail").asText()).as(what).contains("Authorization: Bearer");
    }

    /** Agent and analytics-service call the collector with the key of their client. */
    private static void assertFlowWorks(Installation installation) {
        JsonClient client = JsonClient.withKey(KEY);
        URI agent = installation.get(Service.AGENT).uri();
        URI analytics = installation.get(Service.ANALYTICS).uri();
        String runId = client.post(agent.resolve("/research"), "{\"company\": \"OpenAI\"}").json(202).get("run_id").textValue();
        JsonNode run = await().atMost(TIMEOUT).ignoreExceptions()
                .until(() -> client.get(agent.resolve("/research/" + runId)).json(200),
                        answer -> answer.path("status").asText().equals("success"));
        assertThat(run.get("requested_by").textValue()).isEqualTo("ops");
        assertThat(client.get(installation.get(Service.COLLECTOR).uri().resolve("/runs/" + runId)).json(200)
                .get("requested_by").textValue()).isEqualTo("ops");

        Instant requested = Instant.parse(run.get("requested_at").textValue());
        String window = "from=" + requested.minusSeconds(1) + "&to=" + requested.plusSeconds(1);
        await().atMost(TIMEOUT).ignoreExceptions().untilAsserted(() -> assertThat(
                client.get(analytics.resolve("/kpis/summary?" + window)).json(200).at("/health/success").intValue()).isOne());
        await().atMost(TIMEOUT).ignoreExceptions().untilAsserted(() -> assertThat(
                client.get(analytics.resolve("/kpis/completeness?" + window)).json(200).at("/completeness/whole").intValue())
                .isOne());
    }

    @Test
    void shouldListenOnLoopbackAloneWithoutKeys() throws IOException {
        try (Installation installation = start(Map.of())) {
            for (Service service : Service.values()) {
                ServiceProcess process = installation.get(service);
                each.assertThat(Files.readString(process.process().log())).as(service.module())
                        .contains("access only from this machine, without an API key");
                each.assertThat(isReachable("127.0.0.1", process.uri().getPort())).as(service.module())
                        .isTrue();
                // an address of this machine too: only a service that listens on all addresses answers here
                each.assertThat(isReachable("127.0.0.2", process.uri().getPort())).as(service.module())
                        .isFalse();
            }
            each.assertAll();
            assertRefusedAtStart(installation);
        }
    }

    private void assertRefusedAtStart(Installation installation) throws IOException {
        Iterator<Integer> ports = Ports.free(Service.values().length).iterator();
        Map<String, String> open = Map.of("PIPELINE_HTTP_HOST", "0.0.0.0", "PIPELINE_API_KEYS", "",
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", installation.bootstrapServers(),
                "MONGODB_URI", installation.stack().mongo().uri(),
                "PIPELINE_SIMULATOR_URL", installation.stack().simulator().uri().toString(),
                "PIPELINE_LAKE_DIR", folder.resolve("other-lake").toString(),
                "PIPELINE_DUCKDB_FILE", folder.resolve("other.duckdb").toString());
        List<ServiceProcess> processes = Arrays.stream(Service.values()).map(service -> ServiceProcess.start(service,
                ports.next(), open, folder.resolve("open-" + service.module() + ".log"))).toList();
        try {
            await().atMost(Duration.ofSeconds(60)).until(
                    () -> processes.stream().noneMatch(process -> process.process().isAlive()));
            for (ServiceProcess process : processes) {
                assertThat(Files.readString(process.process().log())).contains("PIPELINE_HTTP_HOST=0.0.0.0 cannot work",
                        "set PIPELINE_API_KEYS, or PIPELINE_ALLOW_ANONYMOUS=true");
            }
        } finally {
            processes.forEach(ServiceProcess::close);
        }
    }

    private Installation start(Map<String, String> settings) {
        return Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")), settings,
                EnumSet.allOf(Service.class));
    }

    private static boolean isReachable(String address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 5_000);
            return true;
        } catch (ConnectException e) {
            return false;
        }
    }
}
