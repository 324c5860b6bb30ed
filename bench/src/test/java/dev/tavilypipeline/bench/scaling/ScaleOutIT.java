package dev.tavilypipeline.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.harness.Installation;
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

/** Agent, collector and bridge grow from one replica to six under load and shrink again, as KEDA makes them. */
@Tag("crash")
class ScaleOutIT {

    private static final int REPLICAS = 6;
    private static final int JOBS_PER_SECOND = 6;
    private static final List<Service> SCALED = List.of(Service.AGENT, Service.COLLECTOR, Service.BRIDGE);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration UNDER_LOAD = Duration.ofSeconds(15);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Instant begin = Instant.now();
    private final List<ServiceProcess> added = new ArrayList<>();
    private Installation installation;
    private KafkaProbe kafka;

    @BeforeEach
    void start() {
        installation = Installation.start(folder, LocalStackSettings.ephemeral(folder.resolve("stack"))
                .withSimulator(new SimulatorSettings(Duration.ofMillis(400), Duration.ofMillis(900), Map.of(), 7)),
                Map.of(), EnumSet.allOf(Service.class));
        kafka = new KafkaProbe(installation.bootstrapServers());
    }

    @AfterEach
    void stop() {
        added.parallelStream().forEach(ServiceProcess::close);
        kafka.close();
        installation.close();
    }

    @Test
    void shouldLoseNothingAndRepeatNothing() {
        SteadyJobs load = new SteadyJobs(installation.bootstrapServers(), JOBS_PER_SECOND);
        try (load) {
            awaitEnvelopes(JOBS_PER_SECOND);
            SCALED.forEach(this::scaleOut);
            SCALED.forEach(this::awaitThatAllWork);
            awaitEnvelopesAfter(UNDER_LOAD);
            scaleIn();
            awaitEnvelopesAfter(UNDER_LOAD);
        }
        List<ResearchJob> jobs = load.sent();
        await().atMost(TIMEOUT).ignoreExceptions().until(() -> runsInKpis() >= jobs.size()
                && kafka.hasCommittedAll("firehose-bridge", Topics.RUN_ENVELOPES));

        Map<String, Long> searches = searches();
        long executedAgain = searches.values().stream().filter(count -> count > 2).count();
        long envelopes = kafka.count(Topics.RUN_ENVELOPES);
        Map<String, Long> delivered = delivered();
        long deliveredAgain = delivered.values().stream().filter(count -> count > 1).count();
        System.out.printf("%d jobs, executed again %d, envelopes %d, runs delivered again %d%n", jobs.size(), executedAgain,
                envelopes, deliveredAgain);
        assertThat(runsInKpis()).isEqualTo(jobs.size());
        assertThat(delivered.keySet())
                .isEqualTo(jobs.stream().map(job -> job.runId().toString()).collect(Collectors.toSet()));
        assertThat(executedAgain).as("runs executed again").isZero();
        assertThat(envelopes).as("envelopes").isEqualTo(jobs.size());
        assertThat(deliveredAgain).as("runs delivered again").isZero();
    }

    private void scaleOut(Service service) {
        for (int replica = 1; replica < REPLICAS; replica++) {
            added.add(installation.startAnother(service, Ports.free()));
        }
    }

    private void awaitThatAllWork(Service service) {
        await(service + " has six members with partitions").atMost(TIMEOUT).until(() -> {
            Set<Set<?>> assignments = new HashSet<>(kafka.members(service.module()).values());
            return assignments.size() == REPLICAS && !assignments.contains(Set.of());
        });
    }

    /** All at once: each hands over what it has in flight. */
    private void scaleIn() {
        added.parallelStream().forEach(ServiceProcess::close);
        added.clear();
    }

    private void awaitEnvelopes(long count) {
        await().atMost(TIMEOUT).until(() -> kafka.count(Topics.RUN_ENVELOPES) >= count);
    }

    private void awaitEnvelopesAfter(Duration load) {
        awaitEnvelopes(kafka.count(Topics.RUN_ENVELOPES) + load.toSeconds() * JOBS_PER_SECOND);
    }

    private int runsInKpis() {
        JsonNode summary = installation.get(Service.ANALYTICS).json("/kpis/summary?simulated=all&from="
                + begin.minusSeconds(60) + "&to=" + begin.plusSeconds(86_400));
        return summary.at("/health/runs").asInt();
    }

    private Map<String, Long> searches() {
        return installation.stack().simulator().requests().stream().map(SimulatedRequest::query)
                .filter(query -> query != null).map(query -> query.replaceAll("^(Company \\d+) .*", "$1"))
                .collect(Collectors.groupingBy(company -> company, Collectors.counting()));
    }

    /** How often each run is in the lake. */
    private Map<String, Long> delivered() {
        return new Lake(installation.lake()).objects("runs").stream().flatMap(object -> Lake.rows(object).stream())
                .collect(Collectors.groupingBy(row -> row.path("run_id").asText(), Collectors.counting()));
    }
}
