package dev.tavilypipeline.collector.store;

import dev.tavilypipeline.kit.start.DestinationName;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;

/** What the ledger has to know of the services behind the collector. */
@ConfigMapping(prefix = "pipeline.ledger")
interface LedgerSettings {

    /** {@code PIPELINE_DESTINATION}: with {@code none} the ledger expects no run to be delivered. */
    @WithConverter(DestinationName.Reader.class)
    DestinationName destination();
}
