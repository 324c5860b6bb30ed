package dev.tavilypipeline.collector.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the consumer of facts counts as stalled. */
@ConfigMapping(prefix = "pipeline.stall")
public interface ConsumerStallSettings {

    /** How long a batch may be in flight while the service is ready. */
    @WithDefault("60s")
    Duration after();
}
