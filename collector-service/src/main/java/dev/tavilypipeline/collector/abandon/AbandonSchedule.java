package dev.tavilypipeline.collector.abandon;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.start.SettingRefusedException;
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
        requirePositive("PIPELINE_ABANDON_AFTER", settings.after());
        requirePositive("PIPELINE_ABANDON_EVERY", settings.every());
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

    private static void requirePositive(String setting, Duration given) {
        if (given.isZero() || given.isNegative()) {
            throw new SettingRefusedException(setting, given.toString(), "give a time above zero, such as 15m");
        }
    }
}
