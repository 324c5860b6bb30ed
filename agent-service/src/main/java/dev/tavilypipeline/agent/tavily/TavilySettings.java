package dev.tavilypipeline.agent.tavily;

import java.net.URI;
import java.time.Duration;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.tavily")
interface TavilySettings {

    /** {@code TAVILY_BASE_URL} */
    @WithConverter(WebAddress.class)
    URI baseUrl();

    /** {@code PIPELINE_TAVILY_TIMEOUT}: how long one attempt may take. */
    @Allowed(to = "10m", fix = "give a time of up to 10m, which is all that a run may take")
    Duration timeout();
}
