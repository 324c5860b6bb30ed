package dev.tavilypipeline.collector.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.kit.json.ContractJson;

/**
 * An active run without facts for some time.
 *
 * @param executionId the canonical execution
 * @param lastFactAt time of the latest fact
 */
public record InactiveRun(UUID runId, UUID executionId, Instant lastFactAt) {

    /** Empty for a run without an execution. */
    static Optional<InactiveRun> of(RunDocument document) {
        JsonNode run = ContractJson.readTree(document.summary().getBytes(UTF_8));
        JsonNode execution = run.path("execution_id");
        JsonNode lastFactAt = run.path("last_fact_at");
        return execution.isTextual() && lastFactAt.isTextual()
                ? Optional.of(new InactiveRun(document.runId(), UUID.fromString(execution.textValue()),
                        Instant.parse(lastFactAt.textValue())))
                : Optional.empty();
    }
}
