package dev.tavilypipeline.collector.abandon;

import java.time.Clock;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import dev.tavilypipeline.kit.start.PositiveTime;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

/** Looks for silent runs from time to time. */
@ApplicationScoped
class AbandonSchedule {

    private final PeriodicTask task = new PeriodicTask("looking for silent runs");
    private final AbandonedRunDetector silent;

    AbandonSchedule(RunStore store, ReadProgress progress, RunEventLog log, AbandonSettings settings, Clock clock) {
        this.silent = new AbandonedRunDetector(store, progress, log, settings.after(), settings.mayLagBy(), clock);
    }

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start, AbandonSettings settings) {
        PositiveTime.require("PIPELINE_ABANDON_AFTER", settings.after(), "15m");
        PositiveTime.require("PIPELINE_ABANDON_EVERY", settings.every(), "30s");
        PositiveTime.require("pipeline.abandon.may-lag-by", settings.mayLagBy(), "30s");
    }

    @Scheduled(every = "${pipeline.abandon.every:30s}", delayed = "${pipeline.abandon.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        task.run(silent::close);
    }
}
