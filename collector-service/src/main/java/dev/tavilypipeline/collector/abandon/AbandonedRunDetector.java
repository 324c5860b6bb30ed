package dev.tavilypipeline.collector.abandon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.InactiveRun;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.SupportedTimes;

/**
 * Closes runs that never end: by a fact like any other, which is acted on when it is read back. Every replica may do it at
 * once,
 * since the same silence makes the same fact; and nobody does while facts are still to be read, which may be what seems not to
 * have been said.
 */
final class AbandonedRunDetector {

    static final int AT_MOST = 500;

    private static final Logger LOG = Logger.getLogger(AbandonedRunDetector.class);

    private final RunStore store;
    private final ReadProgress progress;
    private final RunEventLog log;
    private final Duration timeout;
    private final Duration lag;
    private final Clock clock;

    /**
     * @param timeout how long nothing may be heard of a run
     * @param lag how far behind the facts may be read at most
     */
    AbandonedRunDetector(RunStore store, ReadProgress progress, RunEventLog log, Duration timeout, Duration lag, Clock clock) {
        this.store = store;
        this.progress = progress;
        this.log = log;
        this.timeout = timeout;
        this.lag = lag;
        this.clock = clock;
    }

    /** @return how many facts were written */
    int close() {
        Instant now = clock.instant();
        List<InactiveRun> silent = store.inactiveSince(now.minus(timeout).minus(lag), AT_MOST);
        if (silent.isEmpty() || !progress.hasReadAllUntil(now.minus(lag))) {
            return 0;
        }
        for (InactiveRun run : silent) {
            log.append(new RunAbandoned(run.runId(), run.executionId(), closedAt(run)));
        }
        LOG.infof("silent runs abandoned runs=%d", silent.size());
        return silent.size();
    }

    /** The same for every replica that finds it. */
    private Instant closedAt(InactiveRun run) {
        Instant closed = run.lastFactAt().plus(timeout);
        return SupportedTimes.contain(closed) ? closed : SupportedTimes.LAST;
    }
}
