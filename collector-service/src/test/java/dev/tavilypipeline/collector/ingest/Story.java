package dev.tavilypipeline.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What may happen to a run, and what has to come of it whatever way it is heard. */
enum Story {
    DONE_AT_ONCE(RunStatus.SUCCESS, 1, 3, 0),
    DONE_AT_THE_SECOND_ATTEMPT(RunStatus.SUCCESS, 2, 4, 0),
    DONE_TWICE(RunStatus.PARTIAL, 2, 6, 0),
    ABANDONED(RunStatus.ABANDONED, 1, 1, 0),
    ABANDONED_TWICE_AND_DONE_AFTER_ALL(RunStatus.SUCCESS, 2, 4, 0),
    HEARD_IN_PART(RunStatus.SUCCESS, 1, 2, 1),
    CANCELLED(RunStatus.CANCELLED, 1, 1, 0),
    ON_ITS_WAY(RunStatus.RUNNING, 1, 1, 0);

    private final RunStatus status;
    private final int attempts;
    private final int calls;
    private final int missing;

    Story(RunStatus status, int attempts, int calls, int missing) {
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
            case DONE_AT_ONCE -> events.addAll(run.execution(1, RunStatus.SUCCESS));
            case DONE_AT_THE_SECOND_ATTEMPT -> {
                events.addAll(died(run));
                events.addAll(run.execution(2, RunStatus.SUCCESS));
            }
            case DONE_TWICE -> {
                events.addAll(run.execution(1, RunStatus.PARTIAL));
                events.addAll(run.execution(2, RunStatus.SUCCESS));
            }
            case ABANDONED -> {
                events.addAll(died(run));
                events.add(run.abandoned(1));
            }
            case ABANDONED_TWICE_AND_DONE_AFTER_ALL -> {
                events.addAll(died(run));
                events.add(run.abandoned(1));
                events.add(run.abandoned(2));
                events.addAll(run.execution(2, RunStatus.SUCCESS));
            }
            case HEARD_IN_PART -> {
                events.addAll(run.execution(1, RunStatus.SUCCESS));
                events.removeIf(event -> event.factKey().equals(run.call(1, StepName.SUMMARIZE).factKey()));
            }
            case CANCELLED -> {
                events.addAll(died(run));
                events.add(run.finished(1, RunStatus.CANCELLED, 0, 1));
            }
            case ON_ITS_WAY -> events.addAll(died(run));
        }
        return events;
    }

    boolean hasEnvelope() {
        return status.isEnd();
    }

    void check(RunEnvelope envelope) {
        AgentRunRow row = envelope.agentRun();
        assertThat(row.status()).isEqualTo(status);
        assertThat(row.attempt()).isEqualTo(attempts);
        assertThat(row.totalApiCalls()).isEqualTo(calls);
        assertThat(row.totalCredits()).isEqualTo(calls);
        assertThat(row.missingFacts()).isEqualTo(missing);
        assertThat(envelope.apiCalls()).hasSize(calls);
    }

    private static List<RunEvent> died(SampleRun run) {
        return List.of(run.started(1), run.stepStarted(1, StepName.SEARCH_OVERVIEW), run.call(1, StepName.SEARCH_OVERVIEW));
    }
}
