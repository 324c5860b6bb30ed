package dev.tavilypipeline.agent.api;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.tavilypipeline.contract.ResearchJob;

/** The jobs this replica accepted a moment ago, which the collector may not have seen yet. */
final class RecentJobs {

    private final Cache<UUID, ResearchJob> accepted = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    void add(ResearchJob job) {
        accepted.put(job.runId(), job);
    }

    Optional<ResearchJob> find(UUID runId) {
        return Optional.ofNullable(accepted.getIfPresent(runId));
    }
}
