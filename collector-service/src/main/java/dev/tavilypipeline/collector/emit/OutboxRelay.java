package dev.tavilypipeline.collector.emit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/**
 * Publishes outbox entries that are due: of replicas that crashed, of runs whose facts were waited for, of replays. One
 * replica at a time has the lease of an entry, and loses it if it has not published the run in time.
 */
@Singleton
public class OutboxRelay {

    static final int MAX_RUNS_PER_CLAIM = 200;
    private static final int MAX_RUNS_PER_ROUND = 10_000;

    private final PeriodicTask task = new PeriodicTask("relaying outbox entries");
    private final RunStore store;
    private final RunWriter writer;
    private final Duration lease;
    private final Clock clock;
    private final String relay = UUID.randomUUID().toString();
    private final AtomicLong claims = new AtomicLong();

    public OutboxRelay(RunStore store, RunWriter writer, OutboxSettings settings, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.lease = settings.relayAfter();
        this.clock = clock;
    }

    @Scheduled(every = "${pipeline.outbox.relay-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void relay() {
        task.run(() -> publishDue(OutboxEntry.Kind.FACTS, MAX_RUNS_PER_ROUND));
    }

    /**
     * Publishes the entries of one kind until none is due. Each kind may have a thread of its own, so that a replay does not
     * delay new envelopes.
     *
     * @return number of runs published
     */
    public int publishDue(OutboxEntry.Kind kind, int limit) {
        int published = 0;
        List<RunState> batch = claim(kind, limit);
        while (!batch.isEmpty()) {
            writer.publish(batch);
            published += batch.size();
            batch = claim(kind, limit - published);
        }
        return published;
    }

    private List<RunState> claim(OutboxEntry.Kind kind, int limit) {
        Instant now = clock.instant();
        OutboxEntry claimed = new OutboxEntry(kind, now.plus(lease), relay + "-" + claims.incrementAndGet());
        return limit == 0 ? List.of() : store.claim(now, claimed, Math.min(MAX_RUNS_PER_CLAIM, limit));
    }
}
