package dev.tavilypipeline.collector.replay;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.Replay;
import dev.tavilypipeline.collector.store.ReplayStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import io.quarkus.scheduler.Scheduled;

/** Every few seconds marks the next runs of each replay and emits as many envelopes as the rate allows. */
@ApplicationScoped
class ReplaySchedule {

    private static final int SECONDS = 2;
    private static final Logger LOG = Logger.getLogger(ReplaySchedule.class);

    private final PeriodicTask task = new PeriodicTask("replaying");
    private final ReplayStore replays;
    private final OutboxRelay relay;
    private final int atMost;
    private final Clock clock;

    ReplaySchedule(ReplayStore replays, OutboxRelay relay, ReplaySettings settings, Clock clock) {
        this.replays = replays;
        this.relay = relay;
        this.atMost = settings.runsPerSecond() * SECONDS;
        this.clock = clock;
    }

    @Scheduled(every = SECONDS + "s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void goOn() {
        task.run(this::markAndEmit);
    }

    /** The marks and the place of each replay are in MongoDB. */
    private void markAndEmit() {
        for (Replay replay : replays.unfinished()) {
            replays.save(replays.mark(replay, clock.instant(), atMost));
        }
        int emitted = relay.publishDue(OutboxEntry.Kind.REPLAY, atMost);
        if (emitted > 0) {
            LOG.infof("envelopes emitted again runs=%d", emitted);
        }
    }
}
