package dev.tavilypipeline.collector.store;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

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
    static LedgerEntry of(RunDocument run, boolean delivers) {
        return run.ledgerEntry(delivers ? delivery(run) : Delivery.NONE);
    }

    private static Delivery delivery(RunDocument run) {
        if (!run.isDelivered()) {
            return Delivery.NONE;
        }
        if (run.isActive()) {
            return Delivery.ON_ITS_WAY;
        }
        return run.pending() != null || !run.wasEmitted() ? Delivery.DUE : Delivery.EMITTED;
    }
}
