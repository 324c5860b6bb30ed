package dev.tavilypipeline.collector.store;

import java.util.List;
import java.util.UUID;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.PreparedEnvelope;
import dev.tavilypipeline.collector.projection.Run;

/**
 * One write of a run's document: new facts, and what the run is with them.
 *
 * @param expectedVersion the version that the document must have; null if there must be no document
 * @param expectedEntry the outbox entry that the document must have; null if any will do
 * @param facts the new ones; empty for an update that only publishes
 * @param size bytes of all facts, stored and new
 * @param version the document's version from then on; the expected one if there are no new facts
 * @param run built from all facts, stored and new
 * @param entry replaces the expected entry; null if nothing is left to publish
 * @param envelope has to be emitted before the write; null if there is none
 * @param trace traceparent of the execution that wrote the newest facts; null if it is not traced
 */
public record RunUpdate(UUID runId, String expectedVersion, OutboxEntry expectedEntry, List<Fact> facts, int size,
        String version, Run run, OutboxEntry entry, PreparedEnvelope envelope, String trace) {

    /** @param before its facts include the new ones */
    public static RunUpdate of(RunState before, List<Fact> facts, String version, Run run, OutboxEntry entry,
            PreparedEnvelope envelope) {
        return new RunUpdate(before.runId(), before.version(), before.entry(), facts, before.facts().bytes(), version, run,
                entry, envelope, before.trace());
    }

    public boolean emits() {
        return envelope != null;
    }
}
