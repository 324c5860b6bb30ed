package dev.tavilypipeline.collector.retention;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Purges terminal runs that are older than the retention and have nothing to publish. */
@ApplicationScoped
class RetentionSchedule {

    private static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final PeriodicTask task = new PeriodicTask("purging runs");
    private final RunStore store;
    private final RetentionSettings settings;
    private final Clock clock;

    RetentionSchedule(RunStore store, RetentionSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(every = "${pipeline.retention.every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        settings.keep().ifPresent(keep -> task.run(() -> purge(keep)));
    }

    private void purge(Duration keep) {
        int purged = 0;
        int more;
        do {
            more = store.purge(clock.instant().minus(keep), BATCH);
            purged += more;
        } while (more == BATCH);
        if (purged > 0) {
            LOG.infof("runs purged runs=%d", purged);
        }
    }
}
