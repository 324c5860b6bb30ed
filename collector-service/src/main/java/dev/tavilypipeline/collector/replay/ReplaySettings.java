package dev.tavilypipeline.collector.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How replays go on. */
@ConfigMapping(prefix = "pipeline.replay")
public interface ReplaySettings {

    /** Envelopes that one replica emits again in a second, beside those of its day. */
    @WithDefault("200")
    int runsPerSecond();
}
