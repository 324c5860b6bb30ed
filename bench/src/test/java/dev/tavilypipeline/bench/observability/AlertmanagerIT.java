package dev.tavilypipeline.bench.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.tools.Command;
import dev.tavilypipeline.bench.tools.DeploymentTools;
import dev.tavilypipeline.localstack.start.Ports;
import dev.tavilypipeline.localstack.tools.ServerProcess;

/** Alertmanager with the configuration that docker compose gives it, and a server that receives its messages. */
class AlertmanagerIT {

    private static final Path PROMETHEUS = Service.projectRoot().resolve("deploy/prometheus");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Queue<JsonNode> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            received.add(Json.tree(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            byte[] ok = "ok".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, ok.length);
            exchange.getResponseBody().write(ok);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "https://alerts.example.com/hook?a=b&c=%27", "https://hooks.slack.com/services/T0/B0/x",
            "slack+https://chat.example.com/hooks/x" })
    void shouldBeAcceptedByAlertmanager(String url) throws IOException {
        Command.Result check = Command.run(folder, DeploymentTools.onPath("amtool"), "check-config",
                config(configured(url).output()).toString());

        assertThat(check.status()).as(check.output() + check.errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = { "alerts.example.com", "ftp://secret.example.com", "https://secret.example.com/'x",
            "a@b.example.com" })
    void shouldRefuseAnAddressThatCannotWorkWithoutRepeatingIt(String url) throws IOException {
        Command.Result refused = configured(url);

        assertThat(refused.status()).isNotZero();
        assertThat(refused.errors()).contains("PIPELINE_ALERT_URL cannot work").doesNotContain("example.com");
    }

    @Test
    void shouldNotifyAWebhook() throws IOException {
        JsonNode message = receivedAfterAnAlert("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");

        assertThat(message.at("/alerts/0/labels/alertname").asText()).isEqualTo("RunsMissing");
        assertThat(message.at("/alerts/0/annotations/runbook_url").asText()).isEqualTo("docs/runbook.md#runsmissing");
    }

    @Test
    void shouldNotifySlack() throws IOException {
        JsonNode message = receivedAfterAnAlert("slack+http://127.0.0.1:" + server.getAddress().getPort() + "/services/x");

        assertThat(message.at("/attachments/0/title").asText()).isEqualTo("1 × RunsMissing (critical)");
        assertThat(message.at("/attachments/0/text").asText()).contains("2 runs", "docs/runbook.md#runsmissing");
    }

    private JsonNode receivedAfterAnAlert(String url) throws IOException {
        // the pauses of production are those of people
        String quick = configured(url).output().replaceAll("group_wait: \\w+", "group_wait: 100ms");
        int port = Ports.free();
        Path log = folder.resolve("alertmanager.log");
        try (ServerProcess alertmanager = ServerProcess.start(port, log,
                List.of(DeploymentTools.onPath("alertmanager", "prometheus-alertmanager"), "--config.file=" + config(quick),
                        "--storage.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="))) {
            URI alerts = alertmanager.uri().resolve("/api/v2/alerts");
            await().atMost(TIMEOUT).ignoreExceptions()
                    .until(() -> JsonClient.anonymous().post(alerts, alert()).status() == 200);
            await().atMost(TIMEOUT).until(() -> !received.isEmpty());
            return received.remove();
        }
    }

    private static String alert() {
        return """
                [{"labels": {"alertname": "RunsMissing", "severity": "critical", "kind": "missing"},
                  "annotations": {"summary": "2 runs are missing", "description": "GET /kpis/completeness names them",
                                  "runbook_url": "docs/runbook.md#runsmissing"}}]
                """;
    }

    private Path config(String text) throws IOException {
        return Files.writeString(folder.resolve("alertmanager.yml"), text);
    }

    private static Command.Result configured(String url) throws IOException {
        return Command.run(PROMETHEUS, Map.of("PIPELINE_ALERT_URL", url, "ALERTMANAGER_YML", "alertmanager.yml"),
                List.of("sh", "alertmanager.sh"));
    }
}
