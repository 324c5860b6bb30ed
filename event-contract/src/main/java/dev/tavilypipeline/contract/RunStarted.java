package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A worker started an execution of the job.
 *
 * @param job a copy of the job, so that a reader of this topic needs no other topic
 * @param simulated whether the simulator replaces the providers
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunStarted(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "occurred_at", required = true) Instant occurredAt,
        @JsonProperty(value = "job", required = true) ResearchJob job,
        @JsonProperty(value = "agent_version", required = true) String agentVersion,
        @JsonProperty(value = "simulated", required = true) boolean simulated) implements RunEvent {

    public static final String TYPE = "run_started";

    public RunStarted {
        Require.present("RunStarted", "run_id", runId, "execution_id", executionId, "occurred_at", occurredAt, "job", job,
                "agent_version", agentVersion);
        agentVersion = FreeText.cut(agentVersion);
    }

    @Override
    public String type() {
        return TYPE;
    }
}
