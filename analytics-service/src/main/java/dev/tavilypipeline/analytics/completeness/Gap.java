package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;

/**
 * A run that is not in the warehouse as the ledger says.
 *
 * @param kind one of {@link DeliveryState#GAPS}
 * @param emitted what the ledger says; null where it knows of no envelope
 * @param delivered what the warehouse has; null where it has nothing
 */
record Gap(String runId, DeliveryState kind, Instant requestedAt, Content emitted, Content delivered) {

    /** How much there is of a run. */
    record Content(int revision, int projectionVersion, int steps, int calls, Instant emittedAt) {

        static Content of(LedgerPage.Entry entry) {
            return new Content(entry.revision(), entry.projectionVersion(), entry.steps(), entry.calls(), entry.emittedAt());
        }

        static Content of(WarehouseRun run) {
            return new Content(run.revision(), run.projectionVersion(), run.steps(), run.calls(), run.emittedAt());
        }

        boolean isOlderThan(Content other) {
            return revision < other.revision
                    || (revision == other.revision && projectionVersion < other.projectionVersion);
        }

        boolean hasAsMuchAs(Content other) {
            return steps == other.steps && calls == other.calls;
        }
    }
}
