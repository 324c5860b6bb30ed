package dev.tavilypipeline.collector.replay;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How fast replays are. */
@ConfigMapping(prefix = "pipeline.replay")
public interface ReplaySettings {

    /** Envelopes that one replica emits again in a second, besides new ones. */
    @WithDefault("200")
    @Allowed(from = "1", to = "100000", fix = "give the runs in a second, 1 to 100000")
    int runsPerSecond();
}
