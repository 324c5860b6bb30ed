package dev.tavilypipeline.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.SampleRun;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunEvent;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;

/** What may happen to a run, and the envelope that it must have in any order of its facts. */
enum Scenario {
    ONE_EXECUTION(RunStatus.SUCCESS, 1, 3, 0),
    SECOND_EXECUTION_FINISHES(RunStatus.SUCCESS, 2, 4, 0),
    TWO_EXECUTIONS_FINISH(RunStatus.PARTIAL, 2, 6, 0),
    ABANDONED(RunStatus.ABANDONED, 1, 1, 0),
    ABANDONED_TWICE_THEN_FINISHED(RunStatus.SUCCESS, 2, 4, 0),
    ONE_FACT_MISSING(RunStatus.SUCCESS, 1, 2, 1),
    CANCELLED(RunStatus.CANCELLED, 1, 1, 0),
    ACTIVE(RunStatus.RUNNING, 1, 1, 0);

    private final RunStatus status;
    private final int attempts;
    private final int calls;
    private final int missing;

    Scenario(RunStatus status, int attempts, int calls, int missing) {
        this.status = status;
        this.attempts = attempts;
        this.calls = calls;
        this.missing = missing;
    }

    List<Fact> facts(UUID runId) {
        SampleRun run = new SampleRun(runId, true);
        List<Fact> facts = new ArrayList<>(SampleRun.facts(events(run)));
        facts.add(run.jobFact());
        if (this == CANCELLED) {
            facts.add(run.cancellationFact());
        }
        return facts;
    }

    private List<RunEvent> events(SampleRun run) {
        List<RunEvent> events = new ArrayList<>();
        switch (this) {
            case ONE_EXECUTION -> events.addAll(run.execution(1, RunStatus.SUCCESS));
            case SECOND_EXECUTION_FINISHES -> {
                events.addAll(unfinished(run));
                events.addAll(run.execution(2, RunStatus.SUCCESS));
            }
            case TWO_EXECUTIONS_FINISH -> {
                events.addAll(run.execution(1, RunStatus.PARTIAL));
                events.addAll(run.execution(2, RunStatus.SUCCESS));
            }
            case ABANDONED -> {
                events.addAll(unfinished(run));
                events.add(run.abandoned(1));
            }
            case ABANDONED_TWICE_THEN_FINISHED -> {
                events.addAll(unfinished(run));
                events.add(run.abandoned(1));
                events.add(run.abandoned(2));
                events.addAll(run.execution(2, RunStatus.SUCCESS));
            }
            case ONE_FACT_MISSING -> {
                events.addAll(run.execution(1, RunStatus.SUCCESS));
                events.removeIf(event -> event.factKey().equals(run.call(1, StepName.SUMMARIZE).factKey()));
            }
            case CANCELLED -> {
                events.addAll(unfinished(run));
                events.add(run.finished(1, RunStatus.CANCELLED, 0, 1));
            }
            case ACTIVE -> events.addAll(unfinished(run));
        }
        return events;
    }

    boolean hasEnvelope() {
        return status.isTerminal();
    }

    void check(RunEnvelope envelope) {
        AgentRunRow row = envelope.agentRun();
        assertThat(row.status()).isEqualTo(status);
        assertThat(row.attempt()).isEqualTo(attempts);
        assertThat(row.totalApiCalls()).isEqualTo(calls);
        assertThat(row.totalCredits()).isEqualByComparingTo(BigDecimal.valueOf(calls));
        assertThat(row.missingFacts()).isEqualTo(missing);
        assertThat(envelope.apiCalls()).hasSize(calls);
    }

    private static List<RunEvent> unfinished(SampleRun run) {
        return List.of(run.started(1), run.stepStarted(1, StepName.SEARCH_OVERVIEW), run.call(1, StepName.SEARCH_OVERVIEW));
    }
}
