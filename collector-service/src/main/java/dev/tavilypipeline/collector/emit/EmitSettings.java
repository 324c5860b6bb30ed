package dev.tavilypipeline.collector.emit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When envelopes leave. */
@ConfigMapping(prefix = "pipeline.emit")
public interface EmitSettings {

    /** How long after a run's latest fact the ones still missing are waited for. */
    @WithDefault("60s")
    Duration missingFactsPatience();

    /** How old a mark must be before somebody other than who set it takes it. */
    @WithDefault("30s")
    Duration sweepAfter();

    /** How often such marks are looked for. */
    @WithDefault("2s")
    Duration sweepEvery();
}
