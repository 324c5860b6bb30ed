package dev.tavilypipeline.bench.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.firehose.Fault;
import dev.tavilypipeline.localstack.firehose.FirehoseEndpoint;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * Every metric and every KPI that a dashboard or an alert needs is there. A metric of failures appears with the first failure,
 * so there is an unreadable record, a company that nothing is known about, and a Firehose that throttles.
 */
class ExposedMetricsIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3); // the lag of a partition appears after a minute

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final FirehoseEndpoint firehose = new FirehoseEndpoint().start();
    private Installation installation;
    private ServiceProcess firehoseBridge;

    @BeforeEach
    void start() {
        firehose.make("kpi-runs", "kpi-steps", "kpi-calls");
        firehose.meet(call -> call.number() <= 3 ? Fault.Refusal.throttling() : Fault.NONE);
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")),
                Map.of("PIPELINE_DAILY_BUDGET_USD", "100"), EnumSet.allOf(Service.class));
        // a second bridge, which gets half of the partitions: one destination's metrics are not the other's
        firehoseBridge = ServiceProcess.start(Service.BRIDGE, Ports.free(), Map.of(
                "PIPELINE_KAFKA_BOOTSTRAP_SERVERS", installation.bootstrapServers(),
                "PIPELINE_DESTINATION", "firehose", "FIREHOSE_STREAM_NAME", "kpi",
                "AWS_ENDPOINT_URL", firehose.uri().toString(), "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"), folder.resolve("firehose.log"));
        firehoseBridge.awaitReady();
    }

    @AfterEach
    void stop() {
        firehoseBridge.close();
        installation.close();
        firehose.close();
    }

    @Test
    void shouldExposeWhatDashboardsAndAlertsNeed() {
        sendUnreadableFact();
        for (int i = 0; i < 30; i++) {
            submit(i % 3 == 0 ? "No such company 4711" : "OpenAI");
        }
        Set<String> missing = new TreeSet<>();
        await().atMost(TIMEOUT).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            missing.addAll(Deployment.metrics());
            missing.removeAll(exposed());
            assertThat(missing).as("metrics in deploy/ that no service exposes").isEmpty();
        });
        assertKpis();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // close() waits for it, and its dead letter shows that it was sent
    private void sendUnreadableFact() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", installation.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.RUN_EVENTS, "key".getBytes(UTF_8), "no JSON".getBytes(UTF_8)));
        }
    }

    private void submit(String company) {
        URI research = installation.get(Service.AGENT).uri().resolve("/research");
        JsonClient.anonymous().post(research, "{\"company\":\"" + company + "\"}").json(202);
    }

    private Set<String> exposed() {
        Stream<ServiceProcess> all = Stream.concat(Stream.of(Service.values()).map(installation::get),
                Stream.of(firehoseBridge));
        return all.flatMap(service -> service.metrics().text().lines()).filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toSet());
    }

    private void assertKpis() {
        SoftAssertions each = new SoftAssertions();
        Deployment.targets().stream().filter(target -> target.hasNonNull("url")).forEach(target -> {
            JsonNode answer = installation.get(Service.ANALYTICS).json(pathOf(target.path("url").asText()));
            String root = target.path("root_selector").asText();
            JsonNode rows = root.isEmpty() ? answer : answer.at("/" + root.replace('.', '/'));
            JsonNode row = rows.isArray() ? rows.path(0) : rows;
            target.path("columns").forEach(column -> each.assertThat(
                    row.at("/" + column.path("selector").asText().replace('.', '/')).isMissingNode())
                    .as(target.path("url").asText() + " " + root + " " + column).isFalse());
        });
        each.assertAll();
    }

    private static String pathOf(String url) {
        Instant now = Instant.now();
        return url.replace("http://analytics-service:8080", "")
                .replace("${__from:date:iso}", now.minusSeconds(3600).toString())
                .replace("${__to:date:iso}", now.toString()).replace("${simulated}", "all");
    }
}
