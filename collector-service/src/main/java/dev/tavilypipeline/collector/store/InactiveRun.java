package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.UUID;

/**
 * A run on its way of which nothing was heard for some time.
 *
 * @param executionId the latest
 * @param lastFactAt when something was heard last
 */
public record InactiveRun(UUID runId, UUID executionId, Instant lastFactAt) {
}
