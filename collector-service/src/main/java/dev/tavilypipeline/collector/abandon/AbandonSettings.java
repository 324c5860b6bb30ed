package dev.tavilypipeline.collector.abandon;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When a run counts as abandoned. */
@ConfigMapping(prefix = "pipeline.abandon")
public interface AbandonSettings {

    /** How long after its latest fact a run that has started counts as abandoned. A run's own deadline is 10 min. */
    @WithDefault("15m")
    Duration after();

    /** How often the collector looks for such runs. */
    @WithDefault("30s")
    Duration every();
}
