package dev.tavilypipeline.collector.emit;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "pipeline.outbox")
public interface OutboxSettings {

    /** From the latest fact of a finished run to an envelope without the facts still missing. */
    @WithDefault("60s")
    Duration missingFactsGracePeriod();

    /** Age from which the relay publishes outbox entries of other replicas; its lease on them lasts as long. */
    @WithDefault("30s")
    Duration relayAfter();

    /** Pause between two looks of the relay. */
    @WithDefault("1s")
    Duration relayEvery();
}
