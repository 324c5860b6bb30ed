package dev.tavilypipeline.bench.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatedRequest;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * The four packaged services, 50 jobs with injected failures, and every KPI of the summary compared with its expected value:
 * undisturbed, and with a service killed while records are in flight.
 */
class EndToEndIT {

    private static final int NOT_DELIVERED = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final SimulatorSettings FAULTY = new SimulatorSettings(Duration.ofMillis(80), Duration.ofMillis(300),
            Map.of(Failure.RATE_LIMITED, 0.06, Failure.QUOTA_EXCEEDED, 0.01, Failure.SERVER_ERROR, 0.12, Failure.TIMEOUT, 0.02,
                    Failure.MALFORMED, 0.05, Failure.EMPTY, 0.08),
            7);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Installation installation;
    private KafkaProbe kafka;
    private final Instant begin = Instant.now();

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(FAULTY),
                Map.of("PIPELINE_TAVILY_TIMEOUT", "3s", "PIPELINE_MODEL_TIMEOUT", "3s", "PIPELINE_PROVIDER_PROBE_EVERY", "1s"),
                EnumSet.allOf(Service.class));
        kafka = new KafkaProbe(installation.bootstrapServers());
    }

    @AfterEach
    void stop() {
        kafka.close();
        installation.close();
    }

    @Test
    void shouldCountEveryRunOnce() {
        runNotDelivered();
        assertKpis(submitDelivered());
        assertSameKpisFromMongoDb();
    }

    @Test
    void shouldCountTheSameWhenTheCollectorIsKilled() {
        runNotDelivered();
        List<Job> jobs = submitDelivered();
        killInFlight(Service.COLLECTOR, Topics.RUN_EVENTS, "collector-service");
        assertKpis(jobs);
    }

    @Test
    void shouldCountTheSameWhenTheBridgeIsKilled() {
        runNotDelivered();
        List<Job> jobs = submitDelivered();
        killInFlight(Service.BRIDGE, Topics.RUN_ENVELOPES, "firehose-bridge");
        assertKpis(jobs);
    }

    /** These runs must not count in any KPI. Their requests are removed from the simulator's log. */
    private void runNotDelivered() {
        List<Job> jobs = Companies.FIFTY.subList(0, NOT_DELIVERED).stream().map(company -> submit(company, false)).toList();
        awaitEnds(jobs);
        installation.stack().simulator().clearRequests();
    }

    private List<Job> submitDelivered() {
        return Companies.FIFTY.subList(NOT_DELIVERED, Companies.FIFTY.size()).stream().map(company -> submit(company, true))
                .toList();
    }

    private Job submit(String company, boolean deliver) {
        byte[] body = Json.write(Map.of("company", company, "max_sources", 5, "deliver", deliver));
        return new Job(JsonClient.anonymous().post(installation.get(Service.AGENT).uri().resolve("/research"),
                new String(body, UTF_8)).json(202).get("run_id").asText(), company, deliver);
    }

    /** Waits until the service has uncommitted records, kills it, proves that it still had some, and restarts it. */
    private void killInFlight(Service service, String topic, String group) {
        await().atMost(TIMEOUT).pollInterval(Duration.ofMillis(20))
                .until(() -> kafka.uncommittedAt(Instant.now(), group, topic) > 0);
        Instant killed = Instant.now();
        installation.get(service).kill();
        long inFlight = kafka.uncommittedAt(killed, group, topic);
        System.out.printf("killed %s with %d records of %s in flight%n", service.module(), inFlight, topic);
        assertThat(inFlight).as("records written before the kill and not committed").isPositive();
        installation.restart(service);
    }

    private void awaitEnds(List<Job> jobs) {
        for (Job job : jobs) {
            await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> installation.get(Service.COLLECTOR)
                    .json("/runs/" + job.runId()).path("completed_at").isTextual());
        }
    }

    private void assertKpis(List<Job> jobs) {
        awaitEnds(jobs);
        await().atMost(TIMEOUT).until(() -> LoadedRows.areComplete(installation.get(Service.ANALYTICS)::json, window(),
                jobs.size()));
        List<JsonNode> facts = kafka.read(Topics.RUN_EVENTS).stream().map(record -> Json.tree(record.value())).toList();
        List<SimulatedRequest> requests = new ArrayList<>(installation.stack().simulator().requests());
        ExpectedKpis expected = new ExpectedKpis(jobs, requests, facts);
        assertThat(requests).as("failures were injected").anyMatch(request -> request.failure() != null);

        expected.assertIn(summary());
    }

    /** Another analytics-service, which reads the collector's documents, answers as the one that has loaded the lake. */
    private void assertSameKpisFromMongoDb() {
        Map<String, String> environment = Map.of("PIPELINE_WAREHOUSE", "mongodb", "MONGODB_URI",
                installation.stack().mongo().uri(), "TAVILY_API_KEY", "");
        try (ServiceProcess mongodb = ServiceProcess.start(Service.ANALYTICS, Ports.free(), environment,
                folder.resolve("analytics-service-mongodb.log"))) {
            mongodb.awaitReady();
            for (String resource : List.of("summary", "health", "performance", "usage", "costs", "costs/queries")) {
                String path = "/kpis/" + resource + "?simulated=all" + window();
                JsonNode answer = mongodb.json(path);
                assertThat(answer.at("/meta/source").asText()).isEqualTo("mongodb");
                JsonNode expected = withoutMeta(installation.get(Service.ANALYTICS).json(path));
                assertThat(withoutMeta(answer).equals(EndToEndIT::compareButRounding, expected))
                        .as("%s: %s and from the lake %s", resource, answer, expected).isTrue();
            }
        }
    }

    /** @return 0 for equal figures; means and shares depend on the order of the rows in their last digits */
    private static int compareButRounding(JsonNode one, JsonNode other) {
        boolean close = one.isFloatingPointNumber() && other.isFloatingPointNumber()
                && Math.abs(one.doubleValue() - other.doubleValue()) <= 1e-10 * Math.abs(other.doubleValue());
        return close || one.equals(other) ? 0 : 1;
    }

    private static JsonNode withoutMeta(JsonNode answer) {
        return ((ObjectNode) answer).without("meta");
    }

    private JsonNode summary() {
        return installation.get(Service.ANALYTICS).json("/kpis/summary?" + window());
    }

    private String window() {
        return "&from=" + begin.minusSeconds(60) + "&to=" + begin.plusSeconds(86_400);
    }
}
