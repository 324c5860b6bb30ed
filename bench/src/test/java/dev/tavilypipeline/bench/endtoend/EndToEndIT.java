package dev.tavilypipeline.bench.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatedRequest;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/**
 * The four packaged services as processes, 50 jobs with failures injected, and every KPI of the summary against an oracle;
 * once undisturbed, and once with a service killed while work is in flight.
 */
class EndToEndIT {

    private static final List<String> COMPANIES = Companies.FIFTY;
    private static final int NOT_DELIVERED = 3;

    private static final SimulatorSettings FAULTY = new SimulatorSettings(Duration.ofMillis(80), Duration.ofMillis(300),
            Map.of(Failure.RATE_LIMITED, 0.06, Failure.QUOTA_EXCEEDED, 0.03, Failure.SERVER_ERROR, 0.12, Failure.TIMEOUT, 0.02,
                    Failure.MALFORMED, 0.05, Failure.EMPTY, 0.08),
            7);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Installation installation;
    private Client client;
    private final Instant begin = Instant.now();

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack")).withSimulator(FAULTY),
                Map.of("PIPELINE_PROVIDER_TIMEOUT", "3s"), EnumSet.allOf(Service.class));
        client = new Client(installation.get(Service.AGENT).uri());
    }

    @AfterEach
    void stop() {
        installation.close();
    }

    @Test
    void shouldCountEveryRunOnce() {
        runNotDelivered();
        assertKpisEqualOracle(submitDelivered());
    }

    @Test
    void shouldCountTheSameWhenTheCollectorIsKilled() {
        runNotDelivered();
        List<Job> jobs = submitDelivered();
        killInFlight(Service.COLLECTOR, "run.events", "collector-service");
        assertKpisEqualOracle(jobs);
    }

    @Test
    void shouldCountTheSameWhenTheBridgeIsKilled() {
        runNotDelivered();
        List<Job> jobs = submitDelivered();
        killInFlight(Service.BRIDGE, "run.envelopes", "firehose-bridge");
        assertKpisEqualOracle(jobs);
    }

    /** They must show up nowhere in the figures; the simulator's log begins anew behind them. */
    private void runNotDelivered() {
        List<Job> jobs = COMPANIES.subList(0, NOT_DELIVERED).stream().map(company -> client.submit(company, false)).toList();
        awaitEnds(jobs);
        installation.stack().simulator().clearRequests();
    }

    private List<Job> submitDelivered() {
        return COMPANIES.subList(NOT_DELIVERED, COMPANIES.size()).stream().map(company -> client.submit(company, true))
                .toList();
    }

    /** Waits until the service has work that it has not finished, kills it, proves that it had, and starts it again. */
    private void killInFlight(Service service, String topic, String group) {
        RawFacts kafka = new RawFacts(installation.stack().kafka().bootstrapServers());
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .until(() -> kafka.inFlight(topic, group, Instant.now()) > 0 && !kafka.read(topic).isEmpty());
        Instant killed = Instant.now();
        installation.get(service).kill();
        long inFlight = kafka.inFlight(topic, group, killed);
        System.out.printf("killed %s with %d records of %s in flight%n", service.module(), inFlight, topic);
        assertThat(inFlight).as("records written before the kill and not committed").isPositive();
        installation.startAgain(service);
    }

    private void awaitEnds(List<Job> jobs) {
        for (Job job : jobs) {
            await().atMost(Duration.ofMinutes(2)).ignoreExceptionsMatching(AssertionError.class::isInstance)
                    .until(() -> run(job).path("completed_at").isTextual());
        }
    }

    private JsonNode run(Job job) {
        return client.get(installation.get(Service.COLLECTOR).uri().resolve("/runs/" + job.runId()));
    }

    private void assertKpisEqualOracle(List<Job> jobs) {
        awaitEnds(jobs);
        await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500))
                .until(() -> summary().at("/health/runs").asInt() >= jobs.size());
        List<JsonNode> facts = new RawFacts(installation.stack().kafka().bootstrapServers()).read("run.events");
        List<SimulatedRequest> requests = new ArrayList<>(installation.stack().simulator().requests());
        Map<String, Object> expected = new Oracle(jobs, requests, facts).expected();
        assertThat(requests).as("failures were injected").anyMatch(request -> request.failure() != null);

        JsonNode summary = summary();
        SoftAssertions each = new SoftAssertions();
        expected.forEach((kpi, value) -> {
            JsonNode actual = summary.at("/" + kpi.replace('.', '/'));
            System.out.printf("%-32s %-24s %s%n", kpi, value, actual);
            if (value instanceof BigDecimal money) {
                each.assertThat(actual.decimalValue()).as(kpi).isEqualByComparingTo(money);
            } else if (value instanceof Double number) {
                each.assertThat(actual.doubleValue()).as(kpi).isCloseTo(number,
                        org.assertj.core.data.Percentage.withPercentage(1e-10));
            } else if (value instanceof Long count) {
                each.assertThat(actual.isNumber() ? actual.longValue() : null).as(kpi).isEqualTo(count);
            } else {
                each.assertThat(actual.textValue()).as(kpi).isEqualTo(value);
            }
        });
        each.assertAll();
    }

    private JsonNode summary() {
        return client.get(installation.get(Service.ANALYTICS).uri()
                .resolve("/kpis/summary?from=" + begin.minusSeconds(60) + "&to=" + begin.plusSeconds(86_400)));
    }
}
