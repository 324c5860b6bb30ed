package dev.tavilypipeline.collector.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.Replay;
import dev.tavilypipeline.collector.store.ReplayStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/**
 * Every few seconds marks the next runs of each replay and emits as many envelopes as the rate allows. One replica at a time
 * marks the runs of a replay; one that crashes loses its claim after a minute.
 */
@ApplicationScoped
class ReplaySchedule {

    private static final int SECONDS = 2;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(ReplaySchedule.class);

    private final PeriodicTask task = new PeriodicTask("replaying envelopes");
    private final ReplayStore replays;
    private final OutboxRelay relay;
    private final int limit;
    private final Clock clock;

    ReplaySchedule(ReplayStore replays, OutboxRelay relay, ReplaySettings settings, Clock clock) {
        this.replays = replays;
        this.relay = relay;
        this.limit = settings.runsPerSecond() * SECONDS;
        this.clock = clock;
    }

    @Scheduled(every = SECONDS + "s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void replay() {
        task.run(this::markAndEmit);
    }

    private void markAndEmit() {
        for (Optional<ReplayStore.Claim> claim = claim(); claim.isPresent(); claim = claim()) {
            Replay reached = replays.mark(claim.get().replay(), clock.instant(), limit);
            replays.save(claim.get(), reached, clock.instant().plusSeconds(SECONDS));
        }
        int emitted = relay.publishDue(OutboxEntry.Kind.REPLAY, limit);
        if (emitted > 0) {
            LOG.infof("envelopes emitted again runs=%d", emitted);
        }
    }

    private Optional<ReplayStore.Claim> claim() {
        return replays.claim(clock.instant(), LEASE);
    }
}
