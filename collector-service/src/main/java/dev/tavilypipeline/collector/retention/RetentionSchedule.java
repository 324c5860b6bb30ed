package dev.tavilypipeline.collector.retention;

import java.time.Clock;
import java.time.Duration;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import dev.tavilypipeline.kit.start.StartOrder;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;

/** Deletes runs whose time is over: those that are at their end and have nothing to emit. */
@ApplicationScoped
class RetentionSchedule {

    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final PeriodicTask task = new PeriodicTask("deleting runs whose time is over");
    private final RunStore store;
    private final RetentionSettings settings;
    private final Clock clock;

    RetentionSchedule(RunStore store, RetentionSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    void check(@Observes @Priority(StartOrder.SETTINGS) StartupEvent start) {
        settings.keep().filter(keep -> keep.compareTo(SHORTEST) < 0).ifPresent(keep -> {
            throw new SettingRefusedException("PIPELINE_RETENTION", keep.toString(),
                    "give an hour or more, such as 90d, or leave it out to keep runs for ever");
        });
    }

    @Scheduled(every = "${pipeline.retention.every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        settings.keep().ifPresent(keep -> task.run(() -> delete(keep)));
    }

    private void delete(Duration keep) {
        int buried = 0;
        int more;
        do {
            more = store.bury(clock.instant().minus(keep), BATCH);
            buried += more;
        } while (more == BATCH);
        if (buried > 0) {
            LOG.infof("runs deleted whose time is over runs=%d", buried);
        }
    }
}
