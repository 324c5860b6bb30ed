package dev.tavilypipeline.analytics.completeness;

import java.net.URI;
import java.time.Duration;

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
}
