package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** Where nothing is said, what suits the destination. */
@ConfigMapping(prefix = "pipeline.bridge.batch")
interface BatchSettings {

    /** How long envelopes gather, in milliseconds. */
    OptionalInt lingerMs();

    /** How many MiB of them are enough. */
    OptionalInt mib();

    /** How many MiB may be in hand. */
    OptionalInt inHandMib();

    /** How many batches may be on their way at once. */
    OptionalInt inFlight();

    /** How long what is in hand may take to be delivered after the order to stop. */
    Duration grace();
}
