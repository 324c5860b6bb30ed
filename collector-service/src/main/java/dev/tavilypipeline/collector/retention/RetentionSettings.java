package dev.tavilypipeline.collector.retention;

import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long runs are kept. */
@ConfigMapping(prefix = "pipeline.retention")
public interface RetentionSettings {

    /** Time from their request; for ever if it is not set. */
    @Allowed(from = "1h", fix = "give an hour or more, such as 90d, or leave it out to keep runs for ever")
    Optional<Duration> keep();

    /** How often the collector looks for runs to purge. */
    @WithDefault("10m")
    Duration every();
}
