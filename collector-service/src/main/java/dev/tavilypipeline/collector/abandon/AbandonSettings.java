package dev.tavilypipeline.collector.abandon;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When a run counts as abandoned. */
@ConfigMapping(prefix = "pipeline.abandon")
public interface AbandonSettings {

    /** How long nothing may be heard of a run that has begun. A run's own deadline is 10 min. */
    @WithDefault("15m")
    Duration after();

    /** How often such runs are looked for. */
    @WithDefault("30s")
    Duration every();

    /** How far behind the facts may be read for this service to know that nothing was heard. */
    @WithDefault("30s")
    Duration mayLagBy();
}
