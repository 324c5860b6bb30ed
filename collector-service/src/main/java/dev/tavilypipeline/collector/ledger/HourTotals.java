package dev.tavilypipeline.collector.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.TreeMap;

import dev.tavilypipeline.collector.store.LedgerEntry;
import dev.tavilypipeline.collector.store.LedgerEntry.Delivery;

/** Adds up entries by the hour in which their runs were requested. */
final class HourTotals {

    private final TreeMap<Instant, Total> hours = new TreeMap<>(Comparator.reverseOrder());

    /**
     * The runs of an hour.
     *
     * @param emitted runs whose latest envelope was emitted; {@code steps}, {@code calls} and {@code missingFacts} are theirs
     * @param due runs with an envelope that is still to be emitted
     * @param onTheirWay runs that are not terminal
     * @param notDelivered runs that are not to be delivered
     */
    record Total(Instant hour, int emitted, int due, int onTheirWay, int notDelivered, long steps, long calls,
            long missingFacts) {

        private static Total of(Instant hour, LedgerEntry entry) {
            boolean emitted = entry.delivery() == Delivery.EMITTED;
            return new Total(hour, emitted ? 1 : 0, entry.delivery() == Delivery.DUE ? 1 : 0,
                    entry.delivery() == Delivery.ON_ITS_WAY ? 1 : 0, entry.delivery() == Delivery.NONE ? 1 : 0,
                    emitted ? entry.steps() : 0, emitted ? entry.calls() : 0, emitted ? entry.missingFacts() : 0);
        }

        private Total plus(Total other) {
            return new Total(hour, emitted + other.emitted, due + other.due, onTheirWay + other.onTheirWay,
                    notDelivered + other.notDelivered, steps + other.steps, calls + other.calls,
                    missingFacts + other.missingFacts);
        }
    }

    void add(LedgerEntry entry) {
        Instant hour = entry.requestedAt().truncatedTo(ChronoUnit.HOURS);
        hours.merge(hour, Total.of(hour, entry), Total::plus);
    }

    /** The newest first. */
    Collection<Total> all() {
        return hours.values();
    }
}
