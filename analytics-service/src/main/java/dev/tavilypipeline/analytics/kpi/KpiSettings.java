package dev.tavilypipeline.analytics.kpi;

import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.kpi")
interface KpiSettings {

    /**
     * Never used as a key here: whether it is set tells which runs, the simulated or the real ones, are asked for by default.
     */
    Optional<String> tavilyApiKey();

    /** How much of the answers is kept in memory; 0 turns the cache off. */
    MemorySize cacheSize();

    /** How often headline figures are computed for metrics; by default every minute, and every 15 minutes on Snowflake. */
    @Allowed(offAtZero = true)
    Optional<Duration> metricsEvery();
}
