package dev.tavilypipeline.analytics.proxy;

import java.net.URI;
import java.time.Duration;

import dev.tavilypipeline.kit.start.WebAddress;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.proxy")
interface ProxySettings {

    /** {@code PIPELINE_AGENT_URL}: where jobs are submitted and cancelled. */
    @WithConverter(WebAddress.class)
    URI agentUrl();

    /** {@code PIPELINE_COLLECTOR_URL}: where runs, dead letters and replays are. */
    @WithConverter(WebAddress.class)
    URI collectorUrl();

    /** How long either may take until its response begins. */
    Duration answerTimeout();

    /** The most bytes that a request's body may have. */
    MemorySize maxBody();
}
