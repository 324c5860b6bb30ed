package dev.tavilypipeline.bridge.consume;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.bridge.batch")
interface BatchSettings {

    /** How long envelopes gather, in milliseconds. */
    int lingerMs();
}
