package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A run at its end, as the warehouse gets it. A later envelope of the same run has a higher revision and at least the same
 * keys: always the three steps, and calls only ever join.
 *
 * @param revision the number of facts that it was built from
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
