package dev.tavilypipeline.collector.runs;

import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of {@code GET /runs/{run_id}/events}. */
@ConfigMapping(prefix = "pipeline.listeners")
public interface RunFeedSettings {

    /** How many clients may listen to one replica at the same time; others are refused with 503. */
    @Allowed(from = "1", to = "100000", fix = "give the number of clients, 1 to 100000")
    @WithDefault("1000")
    int max();

    /** How long an answer lasts at most. A client that comes back with the id of the last event misses nothing. */
    @WithDefault("15m")
    Duration lifetime();
}
