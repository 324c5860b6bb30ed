package dev.tavilypipeline.collector.abandon;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.store.InactiveRun;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.contract.RunAbandoned;
import dev.tavilypipeline.contract.SupportedTimes;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

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
@ApplicationScoped
class AbandonedRunDetector {

    private static final int LIMIT = 500;
    private static final Logger LOG = Logger.getLogger(AbandonedRunDetector.class);

    private final PeriodicTask task = new PeriodicTask("abandoning inactive runs");
    private final RunStore store;
    private final KafkaReadProgress progress;
    private final KafkaRunEventLog log;
    private final Duration timeout;
    private final Clock clock;

    AbandonedRunDetector(RunStore store, KafkaReadProgress progress, KafkaRunEventLog log, AbandonSettings settings,
            Clock clock) {
        this.store = store;
        this.progress = progress;
        this.log = log;
        this.timeout = settings.after();
        this.clock = clock;
    }

    @Scheduled(every = "${pipeline.abandon.every:30s}", delayed = "${pipeline.abandon.every:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        task.run(this::abandon);
    }

    private void abandon() {
        if (store.inactiveSince(clock.instant().minus(timeout), 1).isEmpty()) {
            return;
        }
        Instant readUntil = progress.readUntil();
        if (readUntil.equals(Instant.MIN)) {
            return;
        }
        List<InactiveRun> inactive = store.inactiveSince(readUntil.minus(timeout), LIMIT);
        inactive.forEach(run -> log.append(new RunAbandoned(run.runId(), run.executionId(), abandonedAt(run))));
        if (!inactive.isEmpty()) {
            LOG.infof("runs abandoned runs=%d", inactive.size());
        }
    }

    private Instant abandonedAt(InactiveRun run) {
        Instant at = run.lastFactAt().plus(timeout);
        return SupportedTimes.contain(at) ? at : SupportedTimes.LAST;
    }
}
