package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.OptionalInt;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

/** Where nothing is said, what suits the destination. */
@ConfigMapping(prefix = "pipeline.bridge.batch")
interface BatchSettings {

    /** How long envelopes gather, in milliseconds. */
    @Allowed(from = "0", to = "900000", fix = "use 0 to 900000 milliseconds")
    OptionalInt lingerMs();

    /** How many MiB of them are enough. */
    @Allowed(from = "1", to = "1024", fix = "use 1 to 1024 MiB")
    OptionalInt mib();

    /** How many MiB may be in hand. */
    @Allowed(from = "1", to = "1024", fix = "use 1 to 1024 MiB")
    OptionalInt inHandMib();

    /** How many batches may be on their way at once. */
    @Allowed(from = "1", to = "64", fix = "use 1 to 64 batches")
    OptionalInt inFlight();

    /** How long what is in hand may take to be delivered after the order to stop. */
    Duration grace();
}
