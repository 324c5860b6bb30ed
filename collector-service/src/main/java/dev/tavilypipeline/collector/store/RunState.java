package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Projections.include;

import java.time.Instant;
import java.util.UUID;

import org.bson.Document;
import org.bson.conversions.Bson;

import dev.tavilypipeline.collector.projection.Fact;
import dev.tavilypipeline.collector.projection.Projection;
import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.projection.RunFacts;

/**
 * A run as it is stored.
 *
 * @param facts all facts that the document has while it has this version
 * @param version of the latest write of facts; null if there is no document
 * @param writtenAt time of that write
 * @param entry null if nothing has to be published
 * @param republish whether a replay asks for the envelope although it has not changed
 * @param emitted the envelope emitted last; null if there is none
 * @param purged whether the facts were deleted; facts that arrive later are dropped
 * @param trace traceparent of the execution that wrote the newest facts; null if it is not traced
 */
public record RunState(UUID runId, RunFacts facts, String version, Instant writtenAt, OutboxEntry entry, boolean republish,
        Emitted emitted, boolean purged, String trace) {

    static final Bson FIELDS = include(RunDocument.FACTS, RunDocument.VERSION, RunDocument.WRITTEN_AT, RunDocument.PENDING,
            RunDocument.REPUBLISH, RunDocument.PURGED, RunDocument.TRACE, "emitted.revision", "emitted.projection_version");

    static RunState of(Document bson) {
        RunDocument document = new RunDocument(bson);
        UUID runId = document.runId();
        RunFacts facts = new RunFacts();
        bson.get(RunDocument.FACTS, new Document()).forEach(
                (field, json) -> facts.add(Fact.stored(runId, RunDocument.factKey(field), (String) json)));
        Instant writtenAt = RunDocument.instant(bson, RunDocument.WRITTEN_AT);
        Document emitted = document.emitted();
        return new RunState(runId, facts, document.version(), writtenAt == null ? Instant.EPOCH : writtenAt,
                document.pending() == null ? null : OutboxEntry.of(document.pending()),
                bson.containsKey(RunDocument.REPUBLISH),
                document.wasEmitted()
                        ? new Emitted(emitted.getInteger("revision"), emitted.getInteger("projection_version"))
                        : null,
                document.isPurged(), bson.getString(RunDocument.TRACE));
    }

    public static RunState absent(UUID runId) {
        return new RunState(runId, new RunFacts(), null, Instant.EPOCH, null, false, null, false, null);
    }

    /** The state after the update was written, as long as no envelope was emitted with it. */
    public RunState after(RunUpdate update) {
        return new RunState(runId, facts, update.version(), writtenAt, update.entry(), republish, emitted, purged,
                trace);
    }

    /** @param newer null leaves the state as it is */
    public RunState tracedBy(String newer) {
        return newer == null || newer.equals(trace) ? this
                : new RunState(runId, facts, version, writtenAt, entry, republish, emitted, purged, newer);
    }

    /** Whether the envelope has to be published because of new facts. Replays are left to the relay. */
    public boolean isPendingByFacts() {
        return entry != null && entry.kind() == OutboxEntry.Kind.FACTS;
    }

    public Run run() {
        return run(writtenAt);
    }

    /** @param at the time of emission in the run's row */
    public Run run(Instant at) {
        return Projection.of(runId, facts, at);
    }

    /** Identifies an envelope's content: facts are only ever added, so the same number of them has the same content. */
    public record Emitted(int revision, int projectionVersion) {
    }
}
