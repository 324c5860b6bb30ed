package dev.tavilypipeline.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.localstack.LocalStack;
import dev.tavilypipeline.localstack.simulator.SimulatedRequest;
import dev.tavilypipeline.localstack.simulator.SimulatorSettings;

/** Several replicas of the packaged service share the jobs, while replicas join and are killed. */
class ReplicasIT {

    /** How often a replica is killed; the property {@code kills} sets another number. */
    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final int JOBS = 100;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration LATENCY = Duration.ofMillis(400);

    private static LocalStack stack;

    private final RunEventLog log = new RunEventLog(stack.kafka().bootstrapServers());

    @BeforeAll
    static void startStack() {
        stack = LocalStackResource.startStack();
        stack.simulator().configure(SimulatorSettings.PROMPT.withLatency(LATENCY, LATENCY));
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @AfterAll
    static void stopStack() {
        stack.close();
    }

    @Test
    void shouldFinishTheJobsOfAKilledReplicaAndRepeatNoFinishedRun() {
        for (int kill = 1; kill <= KILLS; kill++) {
            killOne("kill " + kill + " ");
        }
    }

    private void killOne(String prefix) {
        // so slow that there is work left when one is killed
        Map<String, String> slow = Map.of("PIPELINE_AGENT_CONCURRENCY", "4");
        try (AgentProcess survivor = replica(slow); AgentProcess victim = replica(slow)) {
            List<UUID> runs = submit(survivor, prefix, JOBS);
            await("some runs have finished, others have not").atMost(TIMEOUT)
                    .until(() -> ends(runs).size() >= JOBS / 5);
            victim.kill();
            Set<UUID> finished = ends(runs).keySet();
            Set<UUID> inFlight = started(runs).keySet().stream().filter(run -> !finished.contains(run))
                    .collect(Collectors.toSet());
            assertThat(inFlight).as("runs in flight at the kill").isNotEmpty();
            awaitEnds(runs);

            Map<UUID, List<RunEvent>> starts = started(runs);
            assertThat(finished).extracting(run -> starts.get(run).size()).as("executions of finished runs").containsOnly(1);
            assertThat(runs.stream().filter(run -> starts.get(run).size() > 1)).isSubsetOf(inFlight);
            System.out.printf("%sfinished=%d in_flight=%d executed_again=%d searches=%d%n", prefix, finished.size(),
                    inFlight.size(), runs.stream().filter(run -> starts.get(run).size() > 1).count(),
                    searchesOf(prefix).size());
            assertThat(searchesOf(prefix).size()).as("two searches a run, and those in flight at the kill again")
                    .isBetween(2 * JOBS, 2 * JOBS + 2 * inFlight.size());
        }
    }

    @Test
    void shouldRepeatNoRunWhenAReplicaJoins() {
        // so slow that there is work left when the third one is ready
        Map<String, String> slow = Map.of("PIPELINE_AGENT_CONCURRENCY", "1");
        try (AgentProcess first = replica(slow); AgentProcess second = replica(slow)) {
            List<UUID> runs = submit(first, "join ", JOBS);
            await("runs are under way").atMost(TIMEOUT).until(() -> !ends(runs).isEmpty());
            assertThat(second.get("/q/health/live").statusCode()).isEqualTo(200);
            try (AgentProcess third = replica(slow)) {
                assertThat(ends(runs).size()).as("runs that ended before the third replica joined").isLessThan(JOBS);
                awaitEnds(runs);

                assertThat(third.get("/q/health/ready").statusCode()).isEqualTo(200);
                assertThat(started(runs).values()).extracting(List::size).containsOnly(1);
                assertThat(searchesOf("join ").size()).as("two searches a run").isEqualTo(2 * JOBS);
            }
        }
    }

    @Test
    void shouldEndAllRunsOfAProviderThatLimitsTheRate() {
        int jobs = 300;
        stack.simulator().configure(SimulatorSettings.PROMPT.withSearchLimit(100, Duration.ofSeconds(5)));
        try (AgentProcess agent = replica()) {
            List<UUID> runs = IntStream.range(0, jobs).mapToObj(number -> agent.submit("Siemens")).toList();
            awaitEnds(runs);

            assertThat(ends(runs).values().stream().map(end -> (RunFinished) end.get(0))
                    .filter(end -> end.status() != RunStatus.SUCCESS).map(RunFinished::errorMessage)).isEmpty();
            assertThat(searchesOf("Siemens ").stream().filter(search -> search.status() == 429).count())
                    .as("searches over the limit").isBetween(1L, 2L * jobs);
        } finally {
            stack.simulator().configure(SimulatorSettings.PROMPT.withLatency(LATENCY, LATENCY));
        }
    }

    @Test
    void shouldSpendTheDailyBudgetOnceWithTwoReplicas() {
        double budget = spentUsd() + 0.8; // which is half of what all jobs would cost
        Map<String, String> settings = Map.of("PIPELINE_DAILY_BUDGET_USD", Double.toString(budget));
        try (AgentProcess first = replica(settings); AgentProcess second = replica(settings)) {
            List<UUID> runs = submit(first, "budget ", JOBS);
            awaitEnds(runs);

            assertThat(first.get("/q/health/ready").body()).contains("share_usd");
            assertThat(second.get("/q/health/ready").body()).contains("share_usd");
        }
        assertThat(log.read()).filteredOn(RunFinished.class::isInstance).extracting(end -> ((RunFinished) end).errorType())
                .contains("budget_exceeded");
        assertThat(spentUsd()).as("the budget and two searches of each run in flight").isLessThan(budget + 2 * 16 * 2 * 0.008);
    }

    private double spentUsd() {
        return log.read().stream().filter(ApiCallFinished.class::isInstance).map(ApiCallFinished.class::cast)
                .filter(call -> call.costUsd() != null).mapToDouble(call -> call.costUsd().doubleValue()).sum();
    }

    private static AgentProcess replica() {
        return replica(Map.of());
    }

    private static AgentProcess replica(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("PIPELINE_SEARCH_CACHE", "false"));
        settings.putAll(more);
        return new AgentProcess(stack, settings);
    }

    private static List<UUID> submit(AgentProcess agent, String prefix, int jobs) {
        return agent.submitAll(IntStream.range(0, jobs).mapToObj(number -> prefix + "company " + number).toList());
    }

    private void awaitEnds(List<UUID> runs) {
        await("every run has ended").atMost(TIMEOUT).until(() -> ends(runs).keySet().containsAll(runs));
    }

    private Map<UUID, List<RunEvent>> ends(List<UUID> runs) {
        return of(RunFinished.class, runs);
    }

    private Map<UUID, List<RunEvent>> started(List<UUID> runs) {
        return of(RunStarted.class, runs);
    }

    private Map<UUID, List<RunEvent>> of(Class<? extends RunEvent> type, List<UUID> runs) {
        Set<UUID> wanted = new HashSet<>(runs);
        return log.read().stream().filter(type::isInstance).filter(event -> wanted.contains(event.runId()))
                .collect(Collectors.groupingBy(RunEvent::runId));
    }

    private static List<SimulatedRequest> searchesOf(String prefix) {
        return stack.simulator().requests().stream()
                .filter(request -> request.query() != null && request.query().startsWith(prefix)).toList();
    }
}
