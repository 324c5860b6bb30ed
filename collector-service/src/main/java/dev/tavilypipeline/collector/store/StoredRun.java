package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.tavilypipeline.collector.assemble.Fact;

/**
 * A run as the store has it.
 *
 * @param mark null if nothing has come since it was last settled
 * @param emittedHash of the content of the envelope that was emitted last; null if none was
 */
public record StoredRun(UUID runId, List<Fact> facts, Mark mark, String emittedHash) {

    /**
     * Says that facts have come which nobody has settled yet.
     *
     * @param token changes with every write of facts, so that a mark is cleared only by who has seen the latest
     */
    public record Mark(String token, Instant since) {
    }
}
