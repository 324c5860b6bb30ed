package dev.tavilypipeline.analytics.kpi;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "pipeline.completeness")
interface CompletenessSettings {

    /** {@code PIPELINE_COLLECTOR_URL}: whose ledger the warehouse is compared with. */
    URI collectorUrl();

    /** Where firehose-bridge delivers. */
    String destination();

    /** How long after its emission a run may take to be in the warehouse. */
    Duration allowance();
}
