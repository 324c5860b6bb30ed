package dev.tavilypipeline.bench.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.facts.RecordSender;
import dev.tavilypipeline.bench.facts.SyntheticEnvelope;
import dev.tavilypipeline.bench.harness.Installation;
import dev.tavilypipeline.bench.harness.Json;
import dev.tavilypipeline.bench.harness.JsonClient;
import dev.tavilypipeline.bench.harness.KafkaProbe;
import dev.tavilypipeline.bench.harness.Service;
import dev.tavilypipeline.bench.harness.ServiceProcess;
import dev.tavilypipeline.bench.restoring.Lake;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.Topics;
import dev.tavilypipeline.localstack.LocalStackSettings;
import dev.tavilypipeline.localstack.simulator.SimulatedRequest;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;
import dev.tavilypipeline.localstack.start.Ports;

/**
 * A second agent, collector and bridge with the names of the first: of each two, one stops and the other works. It is the first
 * that stops, unless it was joining its group again at that moment.
 */
@Tag("crash")
class SharedInstanceNameIT {

    private static final int JOBS = 200;
    private static final int CONCURRENCY = 8;
    /** Those at work, and those that have ended behind them in their partitions and are not committed therefore. */
    private static final int IN_FLIGHT = 2 * CONCURRENCY;
    private static final int ENVELOPES = 3_000;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Map<Service, String> SETTINGS = Map.of(
            Service.AGENT, "PIPELINE_AGENT_INSTANCE",
            Service.COLLECTOR, "PIPELINE_COLLECTOR_INSTANCE",
            Service.BRIDGE, "PIPELINE_BRIDGE_INSTANCE");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private Installation installation;
    private KafkaProbe kafka;
    private final Map<Service, ServiceProcess> second = new EnumMap<>(Service.class);

    @BeforeEach
    void start() {
        Map<String, String> environment = SETTINGS.values().stream().collect(Collectors.toMap(name -> name, name -> "one"));
        environment.put("PIPELINE_AGENT_CONCURRENCY", Integer.toString(CONCURRENCY));
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack"))
                .withSimulator(new SimulatorSettings(Duration.ofSeconds(2), Duration.ofSeconds(4), Map.of(), 7)),
                environment, EnumSet.copyOf(SETTINGS.keySet()));
        kafka = new KafkaProbe(installation.bootstrapServers());
    }

    @AfterEach
    void stop() {
        second.values().forEach(ServiceProcess::close);
        kafka.close();
        installation.close();
    }

    @Test
    void shouldLetOnlyOneOfTwoReplicasWithOneNameWork() throws IOException {
        List<String> companies = IntStream.range(0, JOBS).mapToObj(number -> "Company " + number).toList();
        List<String> runs = send(companies);
        await().atMost(TIMEOUT).until(() -> searches().size() > 20);
        sendEnvelopes();

        SETTINGS.keySet().forEach(service -> second.put(service, installation.startAnother(service, Ports.free())));
        for (Service service : SETTINGS.keySet()) {
            await("one " + service + " is not ready").atMost(TIMEOUT).ignoreExceptions()
                    .until(() -> stopped(service).size() == 1);
            assertThat(reason(stopped(service).get(0)))
                    .contains(SETTINGS.get(service) + "=one", "give each replica a value of its own");
        }
        awaitEnds(runs);
        Map<String, Long> paid = searches();
        List<String> twice = companies.stream().filter(company -> paid.getOrDefault(company, 0L) > 2).toList();
        System.out.printf("%d jobs, %d of them paid twice: %s%n", JOBS, twice.size(), twice);
        assertThat(paid.keySet()).containsAll(companies);
        assertThat(twice).as("jobs paid twice").hasSizeLessThanOrEqualTo(IN_FLIGHT);
        assertThat(paid.values()).as("searches of a job").allMatch(searches -> searches <= 4);
        assertDelivered();

        assertThatTheStoppedOnesStayAway();
    }

    private void assertThatTheStoppedOnesStayAway() throws IOException {
        List<String> companies = IntStream.range(0, 40).mapToObj(number -> "Later company " + number).toList();
        awaitEnds(send(companies));

        Map<String, Long> paid = searches();
        assertThat(companies).allSatisfy(company -> assertThat(paid.get(company)).as(company).isEqualTo(2));
        for (Service service : SETTINGS.keySet()) {
            assertThat(stopped(service)).as("stopped " + service).hasSize(1);
            ServiceProcess stopped = stopped(service).get(0);
            assertThat(stopped.get("/q/health/live").status()).isEqualTo(200);
            assertThat(both(service).stream().map(replica -> replica.get("/q/health/ready").status()))
                    .containsExactlyInAnyOrder(200, 503);
            List<String> log = Files.readAllLines(stopped.process().log());
            assertThat(log).filteredOn(line -> line.contains(SETTINGS.get(service))).hasSize(1);
            assertThat(log).as("stack traces").noneMatch(line -> line.startsWith("\tat "));
        }
    }

    /** @return the runs */
    private List<String> send(List<String> companies) {
        List<ResearchJob> jobs = companies.stream()
                .map(company -> new ResearchJob(UUID.randomUUID(), company, 5, false, Instant.now(), "bench", null)).toList();
        try (RecordSender sender = new RecordSender(installation.bootstrapServers())) {
            jobs.forEach(job -> sender.send(Fact.of(job)));
            sender.flush();
        }
        return jobs.stream().map(job -> job.runId().toString()).toList();
    }

    private void sendEnvelopes() {
        try (RecordSender sender = new RecordSender(installation.bootstrapServers())) {
            for (int number = 0; number < ENVELOPES; number++) {
                sender.send(new SyntheticEnvelope(number, Instant.now()).toRecord());
            }
            sender.flush();
        }
    }

    private void assertDelivered() {
        await().atMost(TIMEOUT).until(() -> kafka.hasCommittedAll("firehose-bridge", Topics.RUN_ENVELOPES));
        List<String> delivered = new Lake(installation.lake()).objects("runs").stream()
                .flatMap(object -> Lake.rows(object).stream()).map(row -> row.path("run_id").asText()).toList();
        System.out.printf("%d envelopes, delivered %d times%n", ENVELOPES, delivered.size());
        assertThat(delivered.stream().distinct()).hasSize(ENVELOPES);
    }

    private void awaitEnds(List<String> runs) {
        List<String> open = new ArrayList<>(runs);
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> {
            open.removeIf(run -> second.get(Service.COLLECTOR).json("/runs/" + run).path("completed_at").isTextual());
            return open.isEmpty();
        });
    }

    /** The number of searches of each company. */
    private Map<String, Long> searches() {
        return installation.stack().simulator().requests().stream().filter(request -> request.query() != null)
                .map(SimulatedRequest::query)
                .collect(Collectors.groupingBy(SharedInstanceNameIT::company, Collectors.counting()));
    }

    private static String company(String query) {
        return query.replaceAll(" company overview$| competitors market$", "");
    }

    private List<ServiceProcess> both(Service service) {
        return List.of(installation.get(service), second.get(service));
    }

    private List<ServiceProcess> stopped(Service service) {
        return both(service).stream().filter(replica -> !reason(replica).isEmpty()).toList();
    }

    /** Why a replica does not work; empty if it does. */
    private static String reason(ServiceProcess replica) {
        JsonClient.Answer answer = replica.get("/q/health/ready");
        for (JsonNode check : Json.tree(answer.text()).path("checks")) {
            if (check.path("name").asText().equals("instance name")) {
                return answer.status() == 503 ? check.at("/data/reason").asText() : "";
            }
        }
        return "";
    }
}
