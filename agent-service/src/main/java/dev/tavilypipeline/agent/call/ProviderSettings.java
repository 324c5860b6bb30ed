package dev.tavilypipeline.agent.call;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** What holds for all providers. */
@ConfigMapping(prefix = "pipeline.provider")
public interface ProviderSettings {

    /** {@code TAVILY_API_KEY}; without it every provider is the simulator. */
    Optional<String> tavilyApiKey();

    /** {@code PIPELINE_SIMULATOR_URL} */
    @WithConverter(WebAddress.class)
    URI simulatorUrl();

    /** {@code PIPELINE_PROVIDER_TIMEOUT}: how long one attempt may take. */
    Duration timeout();

    /** Both providers are simulated or neither, so that no run mixes invented with real. */
    default boolean simulated() {
        return tavilyApiKey().isEmpty();
    }
}
