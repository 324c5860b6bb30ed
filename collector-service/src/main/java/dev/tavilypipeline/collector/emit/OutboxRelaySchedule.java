package dev.tavilypipeline.collector.emit;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Runs the relay periodically. */
@ApplicationScoped
class OutboxRelaySchedule {

    private static final int LIMIT = 10_000;

    private final PeriodicTask task = new PeriodicTask("relaying outbox entries");
    private final OutboxRelay relay;

    OutboxRelaySchedule(OutboxRelay relay) {
        this.relay = relay;
    }

    @Scheduled(every = "${pipeline.outbox.relay-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void relay() {
        task.run(() -> relay.publishDue(OutboxEntry.Kind.FACTS, LIMIT));
    }
}
