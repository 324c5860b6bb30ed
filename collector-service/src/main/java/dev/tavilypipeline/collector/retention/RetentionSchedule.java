package dev.tavilypipeline.collector.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.RunPurge;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import dev.tavilypipeline.kit.start.Allowed;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Purges terminal runs that are older than the retention and have nothing to publish. */
@Singleton
class RetentionSchedule {

    private static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final PeriodicTask task = new PeriodicTask("purging runs");
    private final RunPurge runs;
    private final Settings settings;
    private final Clock clock;

    RetentionSchedule(RunPurge runs, Settings settings, Clock clock) {
        this.runs = runs;
        this.settings = settings;
        this.clock = clock;
    }

    @ConfigMapping(prefix = "pipeline.retention")
    interface Settings {

        /** Time from their request, or from the newest fact of a run that nobody requested; for ever if it is not set. */
        @Allowed(from = "1h", fix = "give an hour or more, such as 90d, or leave it out to keep runs for ever")
        Optional<Duration> keep();

        @WithDefault("10m")
        Duration every();
    }

    @Scheduled(every = "${pipeline.retention.every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void purge() {
        settings.keep().ifPresent(keep -> task.run(() -> purge(keep)));
    }

    private void purge(Duration keep) {
        int purged = 0;
        int more;
        do {
            more = runs.purge(clock.instant().minus(keep), BATCH);
            purged += more;
        } while (more >= BATCH);
        if (purged > 0) {
            LOG.infof("runs purged runs=%d", purged);
        }
    }
}
