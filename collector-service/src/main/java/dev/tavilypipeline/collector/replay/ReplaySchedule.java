package dev.tavilypipeline.collector.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import dev.tavilypipeline.collector.emit.OutboxRelay;
import dev.tavilypipeline.collector.store.OutboxEntry;
import dev.tavilypipeline.collector.store.Replay;
import dev.tavilypipeline.collector.store.ReplayStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import dev.tavilypipeline.kit.start.Allowed;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Every few seconds enqueues the next runs of each replay and emits as many envelopes as the rate allows. One replica at a time
 * enqueues the runs of a replay; one that crashes loses its claim after a minute.
 */
@Singleton
class ReplaySchedule {

    private static final int SECONDS = 2;
    private static final int PAGE = 1_000;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(ReplaySchedule.class);

    private final PeriodicTask task = new PeriodicTask("replaying envelopes");
    private final ReplayStore replays;
    private final OutboxRelay relay;
    private final int limit;
    private final Clock clock;

    ReplaySchedule(ReplayStore replays, OutboxRelay relay, Settings settings, Clock clock) {
        this.replays = replays;
        this.relay = relay;
        this.limit = settings.runsPerSecond() * SECONDS;
        this.clock = clock;
    }

    @ConfigMapping(prefix = "pipeline.replay")
    interface Settings {

        /** Envelopes that one replica emits again in a second, besides new ones. */
        @WithDefault("200")
        @Allowed(from = "1", to = "100000", fix = "give the runs in a second, 1 to 100000")
        int runsPerSecond();
    }

    @Scheduled(every = SECONDS + "s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void replay() {
        task.run(this::enqueueAndEmit);
    }

    private void enqueueAndEmit() {
        for (Optional<Replay> claimed = claim(); claimed.isPresent(); claimed = claim()) {
            replays.save(enqueue(claimed.get()), clock.instant().plusSeconds(SECONDS));
        }
        int emitted = relay.publishDue(OutboxEntry.Kind.REPLAY, limit);
        if (emitted > 0) {
            LOG.infof("envelopes replayed runs=%d", emitted);
        }
    }

    /** In pages, which bound the memory. */
    private Replay enqueue(Replay claimed) {
        Replay reached = claimed;
        for (int left = limit; left > 0 && !reached.allEnqueued(); left -= PAGE) {
            reached = replays.enqueue(reached, clock.instant(), Math.min(left, PAGE));
        }
        return reached;
    }

    private Optional<Replay> claim() {
        return replays.claim(clock.instant(), LEASE);
    }
}
