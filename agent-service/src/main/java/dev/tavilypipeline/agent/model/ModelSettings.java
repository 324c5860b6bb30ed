package dev.tavilypipeline.agent.model;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.openai")
interface ModelSettings {

    /** {@code OPENAI_API_KEY}; without it, and with Tavily's, nothing is summarised. */
    Optional<String> apiKey();

    /** {@code OPENAI_BASE_URL}: any server that speaks OpenAI's chat completions. */
    @WithConverter(WebAddress.class)
    URI baseUrl();

    /** {@code OPENAI_MODEL} */
    String model();
}
