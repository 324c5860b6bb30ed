package dev.tavilypipeline.agent.call;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** Which providers are called. Both keys are here, so that texts of any provider can be cleared of both. */
@ConfigMapping(prefix = "pipeline.provider")
public interface ProviderSettings {

    /** {@code TAVILY_API_KEY}; without it every provider is the simulator. */
    @Allowed(secret = true)
    @WithConverter(ApiKey.class)
    Optional<String> tavilyApiKey();

    /** {@code OPENAI_API_KEY}; without it, and with Tavily's, nothing is summarised. */
    @Allowed(secret = true)
    @WithConverter(ApiKey.class)
    Optional<String> openaiApiKey();

    /** {@code PIPELINE_SIMULATOR_URL} */
    @WithConverter(WebAddress.class)
    URI simulatorUrl();

    /** Both providers are simulated or neither, so that no run mixes invented with real. */
    default boolean simulated() {
        return tavilyApiKey().isEmpty();
    }
}
