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
 * Publishes outbox entries that are due: of replicas that crashed, of runs whose facts were waited for, of replays. One
 * replica at a time has the lease of an entry, and loses it if it has not published the run in time.
 */
public class OutboxRelay {

    static final int BATCH = 200;

    private final RunStore store;
    private final OutboxPublisher publisher;
    private final Duration lease;
    private final Clock clock;
    private final String relay = UUID.randomUUID().toString();
    private long claims;

    public OutboxRelay(RunStore store, OutboxPublisher publisher, Duration lease, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.lease = lease;
        this.clock = clock;
    }

    /** @return number of runs published */
    public synchronized int publishDue(OutboxEntry.Kind kind, int limit) {
        int published = 0;
        while (published < limit) {
            List<RunState> batch = Stream.generate(() -> claim(kind))
                    .takeWhile(Optional::isPresent)
                    .map(Optional::orElseThrow)
                    .limit(Math.min(BATCH, limit - published))
                    .toList();
            if (batch.isEmpty()) {
                break;
            }
            publisher.publish(batch);
            published += batch.size();
        }
        return published;
    }

    private Optional<RunState> claim(OutboxEntry.Kind kind) {
        return store.claim(clock.instant(), new OutboxEntry(kind, clock.instant().plus(lease), relay + "-" + ++claims));
    }
}
