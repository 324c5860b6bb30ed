package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.UUID;

import dev.tavilypipeline.collector.assemble.Run;

/**
 * What came of looking at a marked run.
 *
 * @param mark the one that was seen; the outcome is dropped if another has taken its place
 * @param run as it was seen
 * @param shown whether lists show it so already
 * @param buried whether it was deleted, and its facts came too late
 * @param next the mark that takes its place; null if it can go
 * @param emission null if no envelope was emitted
 */
public record Settled(UUID runId, Mark mark, Run run, boolean shown, boolean buried, Mark next, Emission emission) {

    /** @param envelope as JSON, as it was sent */
    public record Emission(int projectionVersion, Instant at, String envelope) {
    }
}
