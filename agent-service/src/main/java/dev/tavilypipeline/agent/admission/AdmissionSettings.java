package dev.tavilypipeline.agent.admission;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

/** Limits of all replicas together. Each replica has the share of the partitions of {@code research.jobs} that it owns. */
@ConfigMapping(prefix = "pipeline.limits")
interface AdmissionSettings {

    /** {@code PIPELINE_SEARCHES_PER_MINUTE}; without it 100, and no limit for the simulator. */
    @Allowed(from = "1", to = "1000000", fix = "give the searches that your Tavily plan allows in a minute, such as 100")
    OptionalInt searchesPerMinute();

    /** {@code PIPELINE_MODEL_CALLS_PER_MINUTE}; without it no limit. */
    @Allowed(from = "1", to = "1000000", fix = "give the model calls that your plan allows in a minute")
    OptionalInt modelCallsPerMinute();

    /** {@code PIPELINE_DAILY_BUDGET_USD}: what all calls of a UTC day may cost; without it no limit. */
    @Allowed(from = "0.01", to = "1000000000", fix = "give US dollars, such as 25, or leave it out")
    Optional<BigDecimal> dailyBudgetUsd();

    /** {@code PIPELINE_PROVIDER_PROBE_EVERY}: after which a provider that refused its key or its plan is tried again. */
    @Allowed(from = "1s", to = "1h", fix = "give a time from 1s to 1h, such as 30s")
    Duration probeEvery();
}
