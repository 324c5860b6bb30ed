package dev.tavilypipeline.collector.abandon;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.start.PositiveTime;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

/** Looks for silent runs from time to time. */
@ApplicationScoped
class AbandonSchedule {

    private static final Logger LOG = Logger.getLogger(AbandonSchedule.class);

    private final SilentRuns silent;

    AbandonSchedule(RunStore store, ReadProgress progress, RunEventLog log, AbandonSettings settings, Clock clock) {
        this.silent = new SilentRuns(store, progress, log, settings.after(), settings.mayLagBy(), clock);
    }

    void check(@Observes StartupEvent start, AbandonSettings settings) {
        PositiveTime.require("PIPELINE_ABANDON_AFTER", settings.after(), "15m");
        PositiveTime.require("PIPELINE_ABANDON_EVERY", settings.every(), "30s");
        PositiveTime.require("pipeline.abandon.may-lag-by", settings.mayLagBy(), "30s");
    }

    @Scheduled(every = "${pipeline.abandon.every:30s}", delayed = "${pipeline.abandon.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            silent.close();
        } catch (RuntimeException e) {
            // the runs are as silent in the next round
            LOG.warnf("silent runs not looked for reason=\"%s\"", e.getMessage());
        }
    }
}
