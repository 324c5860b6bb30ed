package dev.tavilypipeline.agent.model;

import java.net.URI;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.openai")
interface ModelSettings {

    /** {@code OPENAI_API_KEY}; without it, and with Tavily's, nothing is summarised. */
    Optional<String> apiKey();

    /** {@code OPENAI_BASE_URL}: any server that speaks OpenAI's chat completions. */
    URI baseUrl();

    /** {@code OPENAI_MODEL} */
    String model();
}
