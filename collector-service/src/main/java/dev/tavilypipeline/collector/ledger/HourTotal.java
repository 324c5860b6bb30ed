package dev.tavilypipeline.collector.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tavilypipeline.collector.store.LedgerEntry;
import dev.tavilypipeline.collector.store.LedgerEntry.Delivery;

/**
 * The runs that were requested in an hour.
 *
 * @param emitted runs whose latest envelope was emitted; {@code steps}, {@code calls} and {@code missingFacts} are theirs
 * @param due runs with an envelope that is still to be emitted
 * @param active runs that are not terminal
 * @param notDelivered runs that are not to be delivered
 */
record HourTotal(Instant hour, int emitted, int due, int active, int notDelivered, long steps, long calls,
        long missingFacts) {

    static HourTotal of(LedgerEntry entry) {
        boolean emitted = entry.delivery() == Delivery.EMITTED;
        return new HourTotal(entry.requestedAt().truncatedTo(ChronoUnit.HOURS), emitted ? 1 : 0,
                entry.delivery() == Delivery.DUE ? 1 : 0, entry.delivery() == Delivery.ACTIVE ? 1 : 0,
                entry.delivery() == Delivery.NONE ? 1 : 0, emitted ? entry.steps() : 0, emitted ? entry.calls() : 0,
                emitted ? entry.missingFacts() : 0);
    }

    HourTotal plus(HourTotal other) {
        return new HourTotal(hour, emitted + other.emitted, due + other.due, active + other.active,
                notDelivered + other.notDelivered, steps + other.steps, calls + other.calls,
                missingFacts + other.missingFacts);
    }
}
