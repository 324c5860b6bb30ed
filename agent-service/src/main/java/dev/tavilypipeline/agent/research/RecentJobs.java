package dev.tavilypipeline.agent.research;

import java.time.Duration;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The jobs this replica accepted a moment ago, which the collector may not have seen yet. */
final class RecentJobs {

    private final Cache<UUID, Boolean> accepted = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    void add(UUID runId) {
        accepted.put(runId, true);
    }

    boolean has(UUID runId) {
        return accepted.getIfPresent(runId) != null;
    }
}
