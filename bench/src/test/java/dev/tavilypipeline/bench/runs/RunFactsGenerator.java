package dev.tavilypipeline.bench.runs;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.CancelRequested;
import dev.tavilypipeline.contract.ResearchJob;
import dev.tavilypipeline.contract.ResearchResult;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunFinished;
import dev.tavilypipeline.contract.RunStarted;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepFinished;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStarted;
import dev.tavilypipeline.contract.StepStatus;

/**
 * Generates all facts of one run in the order in which they happen. Some runs have two executions, of which the first died or
 * finished. In one run of 25 the fact of a call is lost.
 */
final class RunFactsGenerator {

    private static final List<RunStatus> END_STATUSES = List.of(RunStatus.SUCCESS, RunStatus.SUCCESS, RunStatus.SUCCESS,
            RunStatus.PARTIAL, RunStatus.FAILED, RunStatus.CANCELLED);

    private final Random random;
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final UUID runId;
    private final ResearchJob job;
    private final List<RunEvent> events = new ArrayList<>();

    private RunFactsGenerator(Random random) {
        this.random = random;
        this.runId = id();
        this.job = new ResearchJob(runId, "Company " + random.nextInt(500), 5, true, at, null, null);
    }

    static List<Fact> randomRun(Random random) {
        return new RunFactsGenerator(random).facts();
    }

    private List<Fact> facts() {
        RunStatus end = END_STATUSES.get(random.nextInt(END_STATUSES.size()));
        int chance = random.nextInt(20);
        if (chance < 3) {
            diedExecution();
        } else if (chance < 5) {
            finishedExecution(RunStatus.PARTIAL);
        }
        finishedExecution(end);
        if (random.nextInt(25) == 0) {
            loseCall();
        }
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(job));
        if (end == RunStatus.CANCELLED) {
            facts.add(Fact.of(new CancelRequested(runId, at.plusMillis(1), null)));
        }
        events.forEach(event -> facts.add(Fact.of(event)));
        return facts;
    }

    private void finishedExecution(RunStatus end) {
        UUID execution = id();
        events.add(started(execution));
        int calls = 0;
        for (StepName step : StepName.values()) {
            int ofStep = 1 + random.nextInt(2);
            events.add(new StepStarted(runId, execution, at, step));
            for (int attempt = 1; attempt <= ofStep; attempt++) {
                events.add(call(execution, step, attempt));
            }
            events.add(new StepFinished(runId, execution, at, step, StepStatus.SUCCESS, at, 420.5, null, null));
            calls += ofStep;
        }
        events.add(new RunFinished(runId, execution, at.plusSeconds(1), at, end, 1000, StepName.values().length, calls, null,
                null, result()));
    }

    private void diedExecution() {
        UUID execution = id();
        events.add(started(execution));
        events.add(new StepStarted(runId, execution, at, StepName.SEARCH_OVERVIEW));
        events.add(call(execution, StepName.SEARCH_OVERVIEW, 1));
    }

    private void loseCall() {
        RunEvent last = events.stream().filter(ApiCallFinished.class::isInstance).reduce((first, second) -> second)
                .orElseThrow();
        events.remove(last);
    }

    private RunStarted started(UUID execution) {
        return new RunStarted(runId, execution, at, job, "crash-test", true);
    }

    private ApiCallFinished call(UUID execution, StepName step, int attempt) {
        UUID callId = id();
        BigDecimal credits = random.nextInt(4) == 0 ? null : BigDecimal.valueOf(random.nextInt(30), 1);
        BigDecimal cost = random.nextInt(5) == 0 ? null : BigDecimal.valueOf(random.nextInt(100_000), 7);
        return new ApiCallFinished(runId, execution, at.plus(Duration.ofMillis(random.nextInt(900))), callId, step,
                "tavily-simulator", "search", job.query() + " company overview", CallStatus.SUCCESS, 200, 5, at, 210.25,
                attempt, false, credits, null, random.nextInt(2000), null, random.nextInt(300), cost, "2026-01",
                "request-" + callId, null, null);
    }

    private ResearchResult result() {
        return new ResearchResult(job.query(), "Industrials", "It makes things [1].", "Others make them too [1].",
                List.of(new ResearchResult.Source(1, "Page", URI.create("https://example.org/" + runId), 0.5)));
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
