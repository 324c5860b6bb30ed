package dev.tavilypipeline.contract;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The collector read no fact of a run for too long. It applies this fact only when it reads it back from Kafka. A later
 * {@code run_finished} supersedes it.
 *
 * @param executionId the execution with the run's last fact
 * @param occurredAt the time of the run's last fact plus the timeout
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunAbandoned(
        @JsonProperty(value = "run_id", required = true) UUID runId,
        @JsonProperty(value = "execution_id", required = true) UUID executionId,
        @JsonProperty(value = "occurred_at", required = true) Instant occurredAt) implements RunEvent {

    public static final String TYPE = "run_abandoned";

    public RunAbandoned {
        Require.present("RunAbandoned", "run_id", runId, "execution_id", executionId, "occurred_at", occurredAt);
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Includes the time: two collectors that know different last facts write two facts, and neither overwrites the other. */
    @Override
    public String factKey() {
        return RunEvent.super.factKey() + ":" + occurredAt;
    }
}
