package dev.tavilypipeline.collector.abandon;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Looks for runs to abandon from time to time. */
@ApplicationScoped
class AbandonSchedule {

    private final PeriodicTask task = new PeriodicTask("abandoning inactive runs");
    private final AbandonedRunDetector detector;

    AbandonSchedule(RunStore store, ReadProgress progress, RunEventLog log, AbandonSettings settings, Clock clock) {
        this.detector = new AbandonedRunDetector(store, progress, log, settings.after(), clock);
    }

    @Scheduled(every = "${pipeline.abandon.every:30s}", delayed = "${pipeline.abandon.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void abandon() {
        task.run(detector::abandon);
    }
}
