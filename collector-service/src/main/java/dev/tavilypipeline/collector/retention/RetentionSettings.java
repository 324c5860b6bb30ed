package dev.tavilypipeline.collector.retention;

import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long runs are kept. */
@ConfigMapping(prefix = "pipeline.retention")
public interface RetentionSettings {

    /** From when they were asked for; for ever where not given. */
    @Allowed(from = "1h", fix = "give an hour or more, such as 90d, or leave it out to keep runs for ever")
    Optional<Duration> keep();

    /** How often runs are looked for whose time is over. */
    @WithDefault("10m")
    Duration every();
}
