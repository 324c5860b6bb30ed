package dev.tavilypipeline.analytics.completeness;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares ledger and warehouse run by run. Read the ledger first: more runs in the warehouse may be newer than the ledger.
 * Runs that are missing there for longer than the allowance are gaps, which need a replay.
 */
final class Reconciliation {

    static final int MAX_GAPS = 1_000;

    private final Duration allowance;
    private final Map<DeliveryState, Long> total = new EnumMap<>(DeliveryState.class);
    private final TreeMap<Instant, Map<DeliveryState, Long>> hours = new TreeMap<>(Comparator.reverseOrder());
    private final List<Gap> gaps = new ArrayList<>();
    private Instant oldestNotDelivered;

    /** @param allowance how long after its emission a run may take to be in the warehouse */
    Reconciliation(Duration allowance) {
        this.allowance = allowance;
    }

    /**
     * @param asked when the ledger was
     * @param delivered of the same window, by run_id
     */
    void add(Instant asked, Collection<LedgerPage.Entry> ledger, Map<String, WarehouseRun> delivered) {
        Set<String> known = new HashSet<>();
        for (LedgerPage.Entry entry : ledger) {
            known.add(entry.runId());
            look(asked, entry, Optional.ofNullable(delivered.get(entry.runId())).map(Gap.Content::of));
        }
        delivered.values().stream()
                .filter(run -> !known.contains(run.runId()) && run.emittedAt().isBefore(asked.minus(allowance)))
                .sorted(Comparator.comparing(WarehouseRun::requestedAt).reversed().thenComparing(WarehouseRun::runId))
                .forEach(run -> gap(run.runId(), DeliveryState.UNEXPECTED, run.requestedAt(), null, Gap.Content.of(run)));
    }

    private void look(Instant asked, LedgerPage.Entry entry, Optional<Gap.Content> delivered) {
        switch (entry.delivery()) {
            case "due" -> count(entry.requestedAt(), DeliveryState.DUE);
            case "active" -> count(entry.requestedAt(), DeliveryState.ACTIVE);
            case "none" -> count(entry.requestedAt(), DeliveryState.NOT_DELIVERED);
            default -> {
                // emitted, as the revision tells
            }
        }
        if (entry.mayBeAnywhere()) {
            return;
        }
        if (entry.emitted()) {
            lookAtEmitted(asked, entry, Gap.Content.of(entry), delivered);
        } else {
            delivered.filter(content -> content.emittedAt().isBefore(asked.minus(allowance))).ifPresent(
                    content -> gap(entry.runId(), DeliveryState.UNEXPECTED, entry.requestedAt(), null, content));
        }
    }

    private void lookAtEmitted(Instant asked, LedgerPage.Entry entry, Gap.Content emitted, Optional<Gap.Content> delivered) {
        count(entry.requestedAt(), DeliveryState.EMITTED);
        DeliveryState state = state(emitted, delivered);
        if (state == DeliveryState.WHOLE) {
            count(entry.requestedAt(), state);
            return;
        }
        if (oldestNotDelivered == null || emitted.emittedAt().isBefore(oldestNotDelivered)) {
            oldestNotDelivered = emitted.emittedAt();
        }
        if (emitted.emittedAt().isAfter(asked.minus(allowance))) {
            count(entry.requestedAt(), DeliveryState.WITHIN_ALLOWANCE);
        } else {
            gap(entry.runId(), state, entry.requestedAt(), emitted, delivered.orElse(null));
        }
    }

    private static DeliveryState state(Gap.Content emitted, Optional<Gap.Content> delivered) {
        if (delivered.isEmpty()) {
            return DeliveryState.MISSING;
        }
        Gap.Content there = delivered.orElseThrow();
        if (there.isOlderThan(emitted)) {
            return DeliveryState.BEHIND;
        }
        // one that is newer came since the ledger was asked
        return emitted.isOlderThan(there) || there.hasAsMuchAs(emitted) ? DeliveryState.WHOLE : DeliveryState.OTHER_COUNTS;
    }

    private void gap(String runId, DeliveryState kind, Instant requestedAt, Gap.Content emitted, Gap.Content delivered) {
        count(requestedAt, kind);
        if (gaps.size() < MAX_GAPS) {
            gaps.add(new Gap(runId, kind, requestedAt, emitted, delivered));
        }
    }

    private void count(Instant requestedAt, DeliveryState state) {
        total.merge(state, 1L, Long::sum);
        hours.computeIfAbsent(requestedAt.truncatedTo(ChronoUnit.HOURS), hour -> new EnumMap<>(DeliveryState.class))
                .merge(state, 1L, Long::sum);
    }

    /** How many runs do not come by themselves. */
    long gapCount() {
        return DeliveryState.GAPS.stream().mapToLong(kind -> total.getOrDefault(kind, 0L)).sum();
    }

    CompletenessFigures total() {
        return CompletenessFigures.of(state -> total.getOrDefault(state, 0L));
    }

    /** Those hours that have runs, the newest first. */
    List<HourFigures> hours() {
        return hours.entrySet().stream()
                .map(hour -> HourFigures.of(hour.getKey(), state -> hour.getValue().getOrDefault(state, 0L))).toList();
    }

    /** The earliest emission that the warehouse does not have, on its way or lost; empty if it has all. */
    Optional<Instant> oldestNotDelivered() {
        return Optional.ofNullable(oldestNotDelivered);
    }

    /** The first {@value #MAX_GAPS} that were found. */
    List<Gap> gaps() {
        return gaps;
    }
}
