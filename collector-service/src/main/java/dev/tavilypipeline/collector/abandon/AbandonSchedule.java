package dev.tavilypipeline.collector.abandon;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Looks for silent runs from time to time. */
@ApplicationScoped
class AbandonSchedule {

    private final PeriodicTask task = new PeriodicTask("looking for silent runs");
    private final AbandonedRunDetector silent;

    AbandonSchedule(RunStore store, ReadProgress progress, RunEventLog log, AbandonSettings settings, Clock clock) {
        this.silent = new AbandonedRunDetector(store, progress, log, settings.after(), settings.mayLagBy(), clock);
    }

    @Scheduled(every = "${pipeline.abandon.every:30s}", delayed = "${pipeline.abandon.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        task.run(silent::close);
    }
}
