package dev.tavilypipeline.collector.projection;

import java.time.Instant;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunStepRow;

/** Writes a run at its end as rows of the warehouse. */
public final class Envelopes {

    private Envelopes() {
    }

    public static RunEnvelope of(Run run, Instant emittedAt) {
        Run.Summary s = run.summary();
        return new RunEnvelope(s.runId(), s.revision(), emittedAt, runRow(s, emittedAt),
                run.steps().stream().map(step -> stepRow(s, step, emittedAt)).toList(),
                run.calls().stream().map(call -> callRow(s, call, emittedAt)).toList());
    }

    private static AgentRunRow runRow(Run.Summary s, Instant emittedAt) {
        return new AgentRunRow(s.runId(), s.companyName(), s.industry(), s.status(), s.startedAt(), s.completedAt(),
                s.totalLatencyMs(), s.totalApiCalls(), s.errorMessage(), s.query(), s.requestedAt(), s.requestedBy(),
                s.totalSteps(), s.totalCredits(), s.totalInputTokens(), s.totalOutputTokens(), s.costUsd(), s.priceVersion(),
                s.errorType(), s.sourceCount(), s.attempt(), s.retryOf(), s.missingFacts(), s.agentVersion(), s.simulated(),
                s.revision(), Projection.VERSION, emittedAt);
    }

    private static RunStepRow stepRow(Run.Summary s, Step step, Instant emittedAt) {
        return new RunStepRow(step.stepName().stepId(s.runId()), s.runId(), step.stepName(), step.status().atEnd(),
                step.latencyMs(), step.errorMessage(), step.startedAt(), step.errorType(), s.revision(), Projection.VERSION,
                emittedAt);
    }

    private static ApiCallRow callRow(Run.Summary s, ApiCallFinished call, Instant emittedAt) {
        return new ApiCallRow(call.callId(), s.runId(), call.queryUsed(), call.resultsReturned(), call.latencyMs(),
                call.calledAt(), call.stepName().stepId(s.runId()), call.executionId(), call.provider(), call.operation(),
                call.status(), call.httpStatus(), call.attempt(), call.cacheHit(), call.credits(), call.model(),
                call.inputTokens(), call.cachedInputTokens(), call.outputTokens(), call.costUsd(), call.priceVersion(),
                call.requestId(), call.errorType(), call.errorMessage(), s.revision(), Projection.VERSION, emittedAt);
    }
}
