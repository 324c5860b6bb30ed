package dev.tavilypipeline.agent.api;

import java.net.URI;

import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.collector")
interface ResearchSettings {

    /** {@code PIPELINE_COLLECTOR_URL}: where runs are read. */
    @WithConverter(WebAddress.class)
    URI url();
}
