package dev.tavilypipeline.collector.replay;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How replays go on. */
@ConfigMapping(prefix = "pipeline.replay")
public interface ReplaySettings {

    /** Envelopes that one replica emits again in a second, beside those of its day. */
    @WithDefault("200")
    @Allowed(from = "1", to = "100000", fix = "give the runs in a second, 1 to 100000")
    int runsPerSecond();
}
