package dev.tavilypipeline.collector.emit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;

/**
 * Settles marks that nobody cleared: of a replica that died, of runs that waited for missing facts, of replays. Each mark is
 * taken by one replica at a time; who does not come to its end loses it when the lease ends.
 */
public class OutboxRelay {

    static final int BATCH = 200;

    private final RunStore store;
    private final OutboxPublisher settlement;
    private final Duration lease;
    private final Clock clock;
    private final String sweeper = UUID.randomUUID().toString();
    private long taken;

    public OutboxRelay(RunStore store, OutboxPublisher settlement, Duration lease, Clock clock) {
        this.store = store;
        this.settlement = settlement;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * @return how many were settled
     */
    public synchronized int sweep(OutboxEntry.Kind kind, int atMost) {
        int settled = 0;
        while (settled < atMost) {
            List<RunState> batch = Stream.generate(() -> claim(kind))
                    .takeWhile(Optional::isPresent)
                    .map(Optional::orElseThrow)
                    .limit(Math.min(BATCH, atMost - settled))
                    .toList();
            if (batch.isEmpty()) {
                break;
            }
            settlement.settle(batch);
            settled += batch.size();
        }
        return settled;
    }

    private Optional<RunState> claim(OutboxEntry.Kind kind) {
        return store.claim(clock.instant(), new OutboxEntry(kind, clock.instant().plus(lease), sweeper + "-" + ++taken));
    }
}
