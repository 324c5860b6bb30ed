package dev.tavilypipeline.analytics.completeness;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.completeness")
interface CompletenessSettings {

    /** {@code PIPELINE_COLLECTOR_URL}: whose ledger the warehouse is compared with. */
    @WithConverter(WebAddress.class)
    URI collectorUrl();

    /** How long after its emission a run may take to be in the warehouse. */
    Duration allowance();

    /**
     * How often the last 24 hours are checked; by default every minute, and every 15 minutes on Snowflake, which bills for it.
     */
    @Allowed(offAtZero = true)
    Optional<Duration> checkEvery();

    /** {@code PIPELINE_API_KEYS}: the first one is shown to the collector by checks that nobody asks for. */
    @Allowed(secret = true)
    Optional<String> apiKeys();

    /** For the collector; null without keys. */
    default String authorization() {
        return apiKeys().map(keys -> keys.split(",", 2)[0].strip())
                .map(pair -> "Bearer " + pair.substring(pair.indexOf(':') + 1)).orElse(null);
    }
}
