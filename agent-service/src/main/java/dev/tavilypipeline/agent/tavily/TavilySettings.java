package dev.tavilypipeline.agent.tavily;

import java.net.URI;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.tavily")
interface TavilySettings {

    /** {@code TAVILY_BASE_URL} */
    URI baseUrl();
}
