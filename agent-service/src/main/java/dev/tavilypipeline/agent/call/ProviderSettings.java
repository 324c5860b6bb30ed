package dev.tavilypipeline.agent.call;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** What holds for all providers. */
@ConfigMapping(prefix = "pipeline.provider")
public interface ProviderSettings {

    /** {@code TAVILY_API_KEY}; without it every provider is the simulator. */
    Optional<String> tavilyApiKey();

    /** {@code PIPELINE_SIMULATOR_URL} */
    URI simulatorUrl();

    /** {@code PIPELINE_PROVIDER_TIMEOUT}: how long one attempt may take. */
    Duration timeout();

    /** Both providers are simulated or neither, so that no run mixes invented with real. */
    default boolean simulated() {
        return tavilyApiKey().isEmpty();
    }
}
