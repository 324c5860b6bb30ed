package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;

/**
 * The last check that ran by itself.
 *
 * @param checkedAt when it began
 * @param dataAsOf every envelope that was emitted until then had arrived
 */
record LatestCheck(Instant checkedAt, CompletenessFigures figures, Instant dataAsOf) {
}
