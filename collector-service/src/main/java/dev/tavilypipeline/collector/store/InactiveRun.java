package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.UUID;

/**
 * An active run without facts for some time.
 *
 * @param executionId the canonical execution
 * @param lastFactAt time of the latest fact
 */
public record InactiveRun(UUID runId, UUID executionId, Instant lastFactAt) {
}
