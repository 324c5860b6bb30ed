package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.UUID;

import org.bson.Document;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What was emitted of a run, for whoever compares it with what has arrived.
 *
 * @param revision of the envelope emitted last, as the following; null if none was
 */
public record LedgerEntry(UUID runId, Instant requestedAt, Delivery delivery, Integer revision, Integer projectionVersion,
        Integer steps, Integer calls, Integer missingFacts, Instant emittedAt) {

    /** What a warehouse may expect of a run. */
    public enum Delivery {
        /** Its latest envelope was emitted. */
        EMITTED,
        /** An envelope is to be emitted; an older one may have been. */
        DUE,
        /** It is not at its end. */
        ON_ITS_WAY,
        /** It is not to be delivered, or nothing is. */
        NONE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param delivers whether anything is delivered here at all */
    static LedgerEntry of(Document document, boolean delivers) {
        Document view = document.get("view", Document.class);
        Document emitted = document.get("emitted", new Document());
        Date at = emitted.getDate("at");
        return new LedgerEntry(UUID.fromString(document.getString("_id")), view.getDate("requested_at").toInstant(),
                delivers ? delivery(document, view) : Delivery.NONE, emitted.getInteger("revision"),
                emitted.getInteger("projection_version"),
                emitted.getInteger("steps"), emitted.getInteger("calls"), emitted.getInteger("missing_facts"),
                at == null ? null : at.toInstant());
    }

    private static Delivery delivery(Document document, Document view) {
        if (!view.getBoolean("deliver", true)) {
            return Delivery.NONE;
        }
        if (document.containsKey("live")) {
            return Delivery.ON_ITS_WAY;
        }
        return document.containsKey("dirty") || !document.containsKey("emitted") ? Delivery.DUE : Delivery.EMITTED;
    }
}
