package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.OptionalInt;

import dev.tavilypipeline.kit.start.Allowed;
import io.smallrye.config.ConfigMapping;

/** A value that is absent is taken from the destination's own {@link dev.tavilypipeline.bridge.deliver.BatchPolicy}. */
@ConfigMapping(prefix = "pipeline.bridge.batch")
interface BatchSettings {

    /** In milliseconds. */
    @Allowed(from = "0", to = "900000", fix = "use 0 to 900000 milliseconds")
    OptionalInt lingerMs();

    /** The size of a batch, in MiB. */
    @Allowed(from = "1", to = "1024", fix = "use 1 to 1024 MiB")
    OptionalInt mib();

    @Allowed(from = "1", to = "1024", fix = "use 1 to 1024 MiB")
    OptionalInt maxInFlightMib();

    @Allowed(from = "1", to = "64", fix = "use 1 to 64 batches")
    OptionalInt maxInFlightBatches();

    /** How long rows in flight may take to be delivered when the bridge stops or partitions are revoked. */
    @Allowed(to = "4m", fix = "use a time above zero and at most 4m: a consumer that does not poll for 5m loses its partitions")
    Duration drainTimeout();
}
