package dev.tavilypipeline.agent.admission;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.tavilypipeline.contract.Topics;

/**
 * What the calls of the current UTC day have cost. Each partition has an equal part of the budget; a replica may spend the sum
 * of its partitions. What a partition spent is read from {@code run.events}, so a restart or another owner does not spend it
 * again.
 */
public final class DailyBudget {

    private final Optional<BigDecimal> limitUsd;
    private final InstantSource clock;
    private final Map<Integer, Spending> owned = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    DailyBudget(Optional<BigDecimal> limitUsd, InstantSource clock) {
        this.limitUsd = limitUsd;
        this.clock = clock;
    }

    /** Whether costs need to be added. */
    public boolean isLimited() {
        return limitUsd.isPresent();
    }

    public static Instant startOfDay(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    public synchronized void own(int partition) {
        owned.putIfAbsent(partition, new Spending());
    }

    public synchronized void disown(int partition) {
        owned.remove(partition);
    }

    /**
     * Adding a call again changes nothing.
     *
     * @param usd null if the cost is not known: it is not limited
     */
    public synchronized void add(int partition, UUID callId, Instant calledAt, BigDecimal usd) {
        startDay();
        Spending spending = owned.get(partition);
        if (isLimited() && usd != null && spending != null && !calledAt.isBefore(startOfDay(clock.instant()))) {
            spending.add(callId, usd);
        }
    }

    synchronized boolean isSpent() {
        return limitUsd.isPresent() && !owned.isEmpty() && spentUsd().compareTo(shareUsd()) >= 0;
    }

    /** What the calls of this replica's partitions cost today. */
    synchronized BigDecimal spentUsd() {
        startDay();
        return owned.values().stream().map(spending -> spending.usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The part of the budget of this replica's partitions. */
    synchronized BigDecimal shareUsd() {
        return limitUsd.orElse(BigDecimal.ZERO).multiply(BigDecimal.valueOf(owned.size()))
                .divide(BigDecimal.valueOf(Topics.PARTITIONS), MathContext.DECIMAL64);
    }

    private void startDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            owned.replaceAll((partition, yesterday) -> new Spending());
        }
    }

    /** Of one partition on one day. */
    private static final class Spending {

        private final Set<UUID> calls = new HashSet<>();
        private BigDecimal usd = BigDecimal.ZERO;

        void add(UUID callId, BigDecimal cost) {
            if (calls.add(callId)) {
                usd = usd.add(cost);
            }
        }
    }
}
