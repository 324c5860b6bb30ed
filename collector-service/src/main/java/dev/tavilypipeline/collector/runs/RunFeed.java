package dev.tavilypipeline.collector.runs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import dev.tavilypipeline.collector.projection.Run;
import dev.tavilypipeline.collector.store.RunState;
import dev.tavilypipeline.collector.store.RunStore;
import dev.tavilypipeline.kit.retry.PeriodicTask;
import dev.tavilypipeline.kit.start.Allowed;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;

/**
 * Passes new states of runs on to listeners. One thread looks at all runs that have listeners, so while MongoDB does not answer
 * no other thread waits for it. A listener that reads slowly gets the latest state and not each of them.
 */
@Singleton
class RunFeed {

    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** A run's document may have 2 MB. */
    private static final int READ_AT_ONCE = 8;

    private final PeriodicTask task = new PeriodicTask("looking at runs that have listeners");
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(new DefaultThreadFactory("run-feed", true));
    private final RunStore store;
    private final Settings settings;

    @SuppressWarnings("FutureReturnValueIgnored") // the task never fails
    RunFeed(RunStore store, Settings settings, MeterRegistry metrics) {
        this.store = store;
        this.settings = settings;
        Gauge.builder("pipeline.run.listeners", listeners, Set::size).register(metrics);
        thread.scheduleWithFixedDelay(() -> task.run(this::look), 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Bounds of {@code GET /runs/{run_id}/events}. */
    @ConfigMapping(prefix = "pipeline.listeners")
    interface Settings {

        /** How many clients may listen to one replica at the same time; others are refused with 503. */
        @Allowed(from = "1", to = "100000", fix = "give the number of clients, 1 to 100000")
        @WithDefault("1000")
        int max();

        /** How long an answer lasts at most. A client that comes back with the id of the last event misses nothing. */
        @WithDefault("15m")
        Duration lifetime();
    }

    private static final class Listener {

        private final UUID runId;
        private volatile MultiEmitter<? super Run> emitter;
        private volatile String version;

        Listener(UUID runId) {
            this.runId = runId;
        }
    }

    boolean isFull() {
        return listeners.size() >= settings.max();
    }

    /**
     * The given state and each later one, up to the run's end, or until the run is purged or the listener's time is over.
     *
     * @param now as it was read a moment ago
     */
    Multi<Run> follow(RunState now) {
        return Multi.createFrom().deferred(() -> {
            Listener listener = new Listener(now.runId());
            return Multi.createFrom().<Run> emitter(emitter -> {
                listener.emitter = emitter;
                listeners.add(listener);
                pass(now, now.run(), listener);
            }, BackPressureStrategy.LATEST)
                    .select().first(settings.lifetime())
                    // outermost: the end of the time does not reach the emitter
                    .onTermination().invoke(() -> listeners.remove(listener));
        });
    }

    private void look() {
        Map<UUID, List<Listener>> byRun = listeners.stream().collect(Collectors.groupingBy(listener -> listener.runId));
        if (byRun.isEmpty()) {
            return;
        }
        Map<UUID, String> versions = store.versions(byRun.keySet());
        List<UUID> changed = byRun.keySet().stream()
                .filter(run -> byRun.get(run).stream()
                        .anyMatch(listener -> !Objects.equals(listener.version, versions.get(run))))
                .toList();
        for (int from = 0; from < changed.size(); from += READ_AT_ONCE) {
            List<UUID> some = new ArrayList<>(changed.subList(from, Math.min(changed.size(), from + READ_AT_ONCE)));
            store.find(some).forEach(state -> {
                Run run = state.run();
                byRun.get(state.runId()).forEach(listener -> pass(state, run, listener));
            });
        }
    }

    private static void pass(RunState state, Run run, Listener listener) {
        if (state.purged()) {
            listener.emitter.complete();
        } else if (!state.version().equals(listener.version)) {
            listener.version = state.version();
            listener.emitter.emit(run);
            if (run.isTerminal()) {
                listener.emitter.complete();
            }
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
