package dev.tavilypipeline.collector.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallFinished;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunEnvelope;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.kit.json.ContractJson;

/**
 * The envelope of a terminal run, ready to be sent.
 *
 * @param json the envelope as it is sent and stored
 * @param republished whether the same content was emitted before, as by a replay
 * @param traceparent of the span that emits it; null if the run is not traced
 */
public record PreparedEnvelope(RunEnvelope envelope, String json, boolean republished, String traceparent) {

    /** The envelope's time of emission is the time at which the run was projected. */
    public static PreparedEnvelope of(Run run, boolean republished) {
        AgentRunRow row = run.row();
        RunEnvelope envelope = new RunEnvelope(row.runId(), row.revision(), row.emittedAt(), row,
                run.steps().stream().map(step -> stepRow(row, step)).toList(),
                run.calls().stream().map(call -> callRow(row, call)).toList());
        return new PreparedEnvelope(envelope, new String(ContractJson.write(envelope), UTF_8), republished, null);
    }

    public PreparedEnvelope in(String trace) {
        return new PreparedEnvelope(envelope, json, republished, trace);
    }

    private static RunStepRow stepRow(AgentRunRow run, Step step) {
        return new RunStepRow(step.stepName().stepId(run.runId()), run.runId(), step.stepName(), step.status().terminal(),
                step.latencyMs(), step.errorMessage(), step.startedAt(), step.errorType(),
                run.requestedAt(), run.simulated(), run.revision(), run.projectionVersion(), run.emittedAt());
    }

    private static ApiCallRow callRow(AgentRunRow run, ApiCallFinished call) {
        return new ApiCallRow(call.callId(), run.runId(), call.queryUsed(), call.resultsReturned(), call.latencyMs(),
                call.calledAt(), call.stepName().stepId(run.runId()), call.executionId(), call.provider(), call.operation(),
                call.status(), call.httpStatus(), call.attempt(), call.cacheHit(), call.credits(), call.model(),
                call.inputTokens(), call.cachedInputTokens(), call.outputTokens(), call.costUsd(), call.priceVersion(),
                call.requestId(), call.errorType(), call.errorMessage(), run.requestedAt(), run.simulated(),
                run.revision(), run.projectionVersion(), run.emittedAt());
    }
}
