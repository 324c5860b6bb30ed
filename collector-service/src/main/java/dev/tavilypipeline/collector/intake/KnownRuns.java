package dev.tavilypipeline.collector.intake;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tavilypipeline.collector.store.RunState;

/** Runs on their way, as they were last written or read here. Any of them may be forgotten, and is read again then. */
final class KnownRuns {

    /** A fact takes about 1 KB. */
    private static final int MOST_FACTS = 20_000;

    private final Cache<UUID, RunState> runs = Caffeine.newBuilder()
            .maximumWeight(MOST_FACTS)
            .weigher((UUID runId, RunState state) -> state.facts().count())
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    /** Hands them out for good, so that none stays behind that is being changed when its write fails. */
    Map<UUID, RunState> take(Collection<UUID> runIds) {
        Map<UUID, RunState> found = new HashMap<>(runs.getAllPresent(runIds));
        runs.invalidateAll(found.keySet());
        return found;
    }

    void put(RunState state) {
        runs.put(state.runId(), state);
    }
}
