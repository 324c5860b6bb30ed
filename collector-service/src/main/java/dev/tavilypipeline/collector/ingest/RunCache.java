package dev.tavilypipeline.collector.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tavilypipeline.collector.store.RunState;

/**
 * Active runs as they were last written or read by this replica, or will be once the updates in flight are written. An entry
 * may be evicted at any time; the run is read again then. Thread-safe.
 */
final class RunCache {

    /** In KB: a fact takes about one. Most entries are jobs that no worker has started. */
    private static final int MAX_WEIGHT = 40_000;
    private static final int RUN_WEIGHT = 1;
    /** Of facts that weigh one, so that large facts weigh more. */
    private static final int BYTES_PER_WEIGHT = 512;

    private final Cache<UUID, RunState> runs = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .weigher((UUID runId, RunState run) -> RUN_WEIGHT
                    + Math.max(run.facts().count(), run.facts().bytes() / BYTES_PER_WEIGHT))
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    /** Removes what it returns, so that no entry is left that is being changed when its write fails. */
    Map<UUID, RunState> take(Collection<UUID> runIds) {
        Map<UUID, RunState> found = new HashMap<>(runs.getAllPresent(runIds));
        runs.invalidateAll(found.keySet());
        return found;
    }

    void invalidate(Collection<UUID> runIds) {
        runs.invalidateAll(runIds);
    }

    void put(RunState run) {
        runs.put(run.runId(), run);
    }
}
