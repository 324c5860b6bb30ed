package dev.tavilypipeline.collector.emit;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.Mark;
import io.quarkus.scheduler.Scheduled;

/** Sweeps from time to time. */
@ApplicationScoped
class SweepSchedule {

    private static final int AT_MOST = 10_000;
    private static final Logger LOG = Logger.getLogger(SweepSchedule.class);

    private final Sweep sweep;

    SweepSchedule(Sweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(every = "${pipeline.emit.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            sweep.sweep(Mark.Kind.FACTS, AT_MOST);
        } catch (RuntimeException e) {
            // nothing is lost: the marks are still there for the next round
            LOG.warnf("sweep not finished reason=\"%s\"", e.getMessage());
        }
    }
}
