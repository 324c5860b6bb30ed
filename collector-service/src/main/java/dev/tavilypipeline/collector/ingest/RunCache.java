package dev.tavilypipeline.collector.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Runs as they were last written or read here, or will be when what is on its way is written. Any of them may be forgotten,
 * and is read again then. Safe for several threads.
 */
final class RunCache {

    /** In KB: a fact takes about one, and a run without any another. Most that are waited for are jobs that nobody began. */
    private static final int MOST = 40_000;
    private static final int RUN = 1;
    /** In characters, of those that are as large as most. */
    private static final int A_FACT = 512;

    private final Cache<UUID, CachedRun> runs = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher(
                    (UUID runId, CachedRun known) -> RUN + Math.max(known.facts().count(), known.facts().characters() / A_FACT))
            .expireAfterWrite(Duration.ofMinutes(15))
            .build();

    /** Hands them out for good, so that none stays behind that is being changed when its write fails. */
    Map<UUID, CachedRun> take(Collection<UUID> runIds) {
        Map<UUID, CachedRun> found = new HashMap<>(runs.getAllPresent(runIds));
        runs.invalidateAll(found.keySet());
        return found;
    }

    void forget(Collection<UUID> runIds) {
        runs.invalidateAll(runIds);
    }

    void put(UUID runId, CachedRun known) {
        runs.put(runId, known);
    }
}
