package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.UUID;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;

/**
 * A run as the store has it.
 *
 * @param run as its facts tell it
 * @param token of the latest write of facts: while the document has it, these are all its facts
 * @param writtenAt when that was
 * @param mark null if there is nothing to settle
 * @param again whether somebody has asked for the envelope to be emitted although it has not changed
 * @param emitted what was emitted last; null if nothing was
 * @param buried whether its facts were deleted; what it has then are latecomers, which tell nothing
 */
public record RunState(UUID runId, RunFacts facts, Run run, String token, Instant writtenAt, OutboxEntry mark,
        boolean again, Emitted emitted, boolean buried) {

    /** Whether it is for whoever has its facts to settle it; what is replayed is left to the sweep. */
    public boolean isMarkedByFacts() {
        return mark != null && mark.kind() == OutboxEntry.Kind.FACTS;
    }

    /**
     * Which envelope it was. Facts only ever join a document, so that the same number of them, told by the same code, is the
     * same
     * content.
     */
    public record Emitted(int revision, int projectionVersion) {
    }
}
