package dev.tavilypipeline.collector.emit;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.collector.store.Mark;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Sweeps from time to time. */
@ApplicationScoped
class SweepSchedule {

    private static final int AT_MOST = 10_000;

    private final PeriodicTask task = new PeriodicTask("settling marks that nobody cleared");
    private final Sweep sweep;

    SweepSchedule(Sweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(every = "${pipeline.emit.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        task.run(() -> sweep.sweep(Mark.Kind.FACTS, AT_MOST));
    }
}
