package dev.tavilypipeline.agent.research;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.collector")
interface ResearchSettings {

    /** {@code PIPELINE_COLLECTOR_URL}: where runs are read. */
    URI url();
}
