package dev.tavilypipeline.collector.emit;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;

/** Looks from time to time for marks that nobody cleared: of a replica that died, or of runs with facts missing. */
@ApplicationScoped
class Sweep {

    static final int BATCH = 200;
    private static final int AT_MOST = 10_000;
    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Settlement settlement;
    private final EmitSettings settings;
    private final Clock clock = Clock.systemUTC();

    Sweep(Settlement settlement, EmitSettings settings) {
        this.settlement = settlement;
        this.settings = settings;
    }

    @Scheduled(every = "${pipeline.emit.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        try {
            settlement.sweep(clock.instant().minus(settings.sweepAfter()), AT_MOST);
        } catch (RuntimeException e) {
            // nothing is lost: the marks are still there for the next round
            LOG.warnf("sweep not finished reason=\"%s\"", e.getMessage());
        }
    }
}
