package dev.tavilypipeline.collector.store;

import static com.mongodb.client.model.Projections.include;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import org.bson.Document;
import org.bson.conversions.Bson;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What was emitted of a run, for whoever compares it with what has arrived.
 *
 * @param revision of the envelope emitted last, as the following; null if none was
 */
public record LedgerEntry(UUID runId, Instant requestedAt, Delivery delivery, Integer revision, Integer projectionVersion,
        Integer steps, Integer calls, Integer missingFacts, Instant emittedAt) {

    static final Bson FIELDS = include(RunDocument.LEDGER_AT, RunDocument.DELIVER, RunDocument.ACTIVE, RunDocument.PENDING,
            "emitted.revision", "emitted.projection_version", "emitted.at", "emitted.steps", "emitted.calls",
            "emitted.missing_facts");

    public enum Delivery {
        /** Its latest envelope was emitted. */
        EMITTED,
        /** An envelope is to be emitted; an older one may have been. */
        DUE,
        /** It is not at its end. */
        ACTIVE,
        /** It is not to be delivered, or nothing is. */
        NONE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Delivery of(RunDocument run) {
            if (!run.isDelivered()) {
                return NONE;
            }
            if (run.isActive()) {
                return ACTIVE;
            }
            return run.pending() != null || !run.wasEmitted() ? DUE : EMITTED;
        }
    }

    /** @param delivers whether anything is delivered here at all */
    static LedgerEntry of(RunDocument run, boolean delivers) {
        Document emitted = run.emitted();
        return new LedgerEntry(run.runId(), run.ledgerAt(), delivers ? Delivery.of(run) : Delivery.NONE,
                emitted.getInteger("revision"), emitted.getInteger("projection_version"), emitted.getInteger("steps"),
                emitted.getInteger("calls"), emitted.getInteger("missing_facts"), RunDocument.instant(emitted, "at"));
    }
}
