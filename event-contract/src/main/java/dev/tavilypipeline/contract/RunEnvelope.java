package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The warehouse rows of a run that has ended. A later envelope of the same run has a higher revision and the same keys or more:
 * it always has the three steps, and it never loses a call.
 *
 * @param revision the number of facts from which it was built
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunEnvelope(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "revision", required = true) int revision,
        @JsonProperty(value = "emitted_at", required = true) Instant emittedAt,
        @JsonProperty(value = "agent_run", required = true) AgentRunRow agentRun,
        @JsonProperty(value = "run_steps", required = true) List<RunStepRow> runSteps,
        @JsonProperty(value = "api_calls", required = true) List<ApiCallRow> apiCalls) {

    public static final String TYPE = "run_envelope";

    public RunEnvelope {
        Require.present("RunEnvelope", "run_id", runId, "emitted_at", emittedAt, "agent_run", agentRun, "run_steps", runSteps,
                "api_calls", apiCalls);
        Require.that(runSteps.size() == StepName.values().length, "RunEnvelope: field 'run_steps' must have one row a step");
        runSteps = List.copyOf(runSteps);
        apiCalls = List.copyOf(apiCalls);
    }
}
