package dev.tavilypipeline.collector.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When the intake counts as stalled. */
@ConfigMapping(prefix = "pipeline.stall")
public interface ConsumerStallSettings {

    /** How long records may be in hand before readiness says so. */
    @WithDefault("60s")
    Duration after();
}
