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
 * Abandons runs of which no fact was stored for the timeout: it writes a fact like any other and acts only when it is read
 * back.
 *
 * <p>
 * <b>Clocks.</b> The timeout is measured by the clocks of the collectors alone, from the time at which one of them stored the
 * run's latest fact. An agent whose clock is slow or fast neither hastens nor delays it. While facts wait to be read, only the
 * time up to which all were read counts. The time of the new fact is the time of the run's latest fact plus the timeout, so
 * every replica writes the same fact, and a rebuild from Kafka comes out the same.
 */
final class AbandonedRunDetector {

    private static final int LIMIT = 500;
    private static final Logger LOG = Logger.getLogger(AbandonedRunDetector.class);

    private final RunStore store;
    private final ReadProgress progress;
    private final RunEventLog log;
    private final Duration timeout;
    private final Clock clock;

    AbandonedRunDetector(RunStore store, ReadProgress progress, RunEventLog log, Duration timeout, Clock clock) {
        this.store = store;
        this.progress = progress;
        this.log = log;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** @return how many facts were written */
    int abandon() {
        if (store.inactiveSince(clock.instant().minus(timeout), 1).isEmpty()) {
            return 0;
        }
        Instant readUntil = progress.readUntil();
        if (readUntil.equals(Instant.MIN)) {
            return 0;
        }
        List<InactiveRun> inactive = store.inactiveSince(readUntil.minus(timeout), LIMIT);
        inactive.forEach(run -> log.append(new RunAbandoned(run.runId(), run.executionId(), abandonedAt(run))));
        if (!inactive.isEmpty()) {
            LOG.infof("runs abandoned runs=%d", inactive.size());
        }
        return inactive.size();
    }

    private Instant abandonedAt(InactiveRun run) {
        Instant at = run.lastFactAt().plus(timeout);
        return SupportedTimes.contain(at) ? at : SupportedTimes.LAST;
    }
}
