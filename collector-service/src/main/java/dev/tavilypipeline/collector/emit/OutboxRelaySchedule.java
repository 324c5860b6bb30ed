package dev.tavilypipeline.collector.emit;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Sweeps from time to time. */
@ApplicationScoped
class OutboxRelaySchedule {

    private static final int AT_MOST = 10_000;

    private final PeriodicTask task = new PeriodicTask("settling marks that nobody cleared");
    private final OutboxRelay sweep;

    OutboxRelaySchedule(OutboxRelay sweep) {
        this.sweep = sweep;
    }

    @Scheduled(every = "${pipeline.emit.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        task.run(() -> sweep.sweep(OutboxEntry.Kind.FACTS, AT_MOST));
    }
}
