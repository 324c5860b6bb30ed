package dev.tavilypipeline.agent.api;

import java.net.URI;
import java.util.Optional;

import dev.tavilypipeline.kit.start.WebAddress;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

@ConfigMapping(prefix = "pipeline.collector")
interface CollectorSettings {

    /** {@code PIPELINE_COLLECTOR_URL}: where runs are read. */
    @WithConverter(WebAddress.class)
    URI url();

    /** {@code PIPELINE_COLLECTOR_PUBLIC_URL}: where users open runs, if that is another address. */
    @WithConverter(WebAddress.class)
    Optional<URI> publicUrl();
}
