package dev.tavilypipeline.analytics.completeness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.inject.Singleton;

import dev.tavilypipeline.analytics.warehouse.Turns;
import dev.tavilypipeline.analytics.warehouse.Warehouses;
import dev.tavilypipeline.analytics.window.Window;

/**
 * Compares the warehouse with the collector's ledger, run by run. Its work is bounded by {@link Ledger#MAX_RUNS} on both sides,
 * and one check is made at a time, so that their memory is bounded, too.
 */
@Singleton
class CompletenessCheck {

    private final Ledger ledger;
    private final Warehouses warehouses;
    private final Duration allowance;
    private final Lock turn = new ReentrantLock(true);
    private final Clock clock = Clock.systemUTC();

    CompletenessCheck(Ledger ledger, Warehouses warehouses, CompletenessSettings settings) {
        this.ledger = ledger;
        this.warehouses = warehouses;
        this.allowance = settings.allowance();
    }

    /**
     * @param authorization for the collector; may be null
     * @throws TooManyRunsException if the window has more than one check compares
     * @throws dev.tavilypipeline.kit.http.ProblemException if the collector cannot be asked
     * @throws dev.tavilypipeline.analytics.warehouse.WarehouseBusyException if another check goes on for too long
     */
    CompletenessAnswer check(Window asked, String authorization) {
        Turns.await(turn);
        try {
            return checkAlone(asked, authorization);
        } finally {
            turn.unlock();
        }
    }

    private CompletenessAnswer checkAlone(Window asked, String authorization) {
        long start = System.nanoTime();
        Window window = asked.inMillis();
        Instant now = clock.instant();
        Ledger.Entries entries = ledger.read(window, authorization);
        return warehouses.answerConfigured(source -> {
            Reconciliation reconciliation = new Reconciliation(allowance);
            reconciliation.add(now, entries.runs(),
                    source.warehouse().read(window, snapshot -> WarehouseRun.of(snapshot, window)));
            List<String> warnings = new ArrayList<>(source.warehouse().state().warnings());
            warnings.addAll(warnings(reconciliation, entries.deadLetters()));
            return new CompletenessAnswer(
                    new CompletenessAnswer.Meta(window.from(), window.to(), source.warehouse().name(),
                            reconciliation.oldestNotDelivered().orElse(now), warnings,
                            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start) / 1e3),
                    reconciliation.total(), reconciliation.hours(), reconciliation.gaps(), entries.deadLetters());
        });
    }

    private static List<String> warnings(Reconciliation reconciliation, Map<String, Long> deadLetters) {
        List<String> warnings = new ArrayList<>();
        if (reconciliation.gapCount() > reconciliation.gaps().size()) {
            warnings.add("only " + reconciliation.gaps().size() + " of " + reconciliation.gapCount()
                    + " gaps are listed: ask for a shorter window");
        }
        if (deadLetters == null) {
            warnings.add("how many dead letters wait is not known: Kafka does not answer the collector");
            return warnings;
        }
        long waiting = deadLetters.values().stream().mapToLong(Long::longValue).sum();
        if (waiting > 0) {
            warnings.add(waiting + " dead letter(s) wait, of whatever time: GET /dlq of the collector lists them");
        }
        return warnings;
    }
}
