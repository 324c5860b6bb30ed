package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.OptionalInt;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.Allowed;
import dev.tavilypipeline.kit.start.SettingRefusedException;
import io.smallrye.config.ConfigMapping;

/** A value that is absent is taken from the destination's own {@link BatchPolicy}. */
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

    /** Of the heap: what is in flight must leave room for the copies that are sent. */
    double MAX_SHARE_OF_HEAP = 0.6;

    /** @param heapBytes that this process may use */
    static BatchPolicy policy(BatchSettings settings, BatchPolicy destination, long heapBytes) {
        Duration linger = Duration.ofMillis(settings.lingerMs().orElse(Math.toIntExact(destination.linger().toMillis())));
        int batchMib = settings.mib().orElse(destination.batchMib());
        int maxInFlightMib = settings.maxInFlightMib().orElse(Math.max(batchMib, destination.maxInFlightMib()));
        if (maxInFlightMib < batchMib) {
            throw new SettingRefusedException("PIPELINE_BRIDGE_MAX_IN_FLIGHT_MIB", Integer.toString(maxInFlightMib),
                    "it must be at least one batch, which is " + batchMib + " MiB by PIPELINE_BRIDGE_BATCH_MIB");
        }
        long heapMib = heapBytes >> 20;
        long most = (long) (MAX_SHARE_OF_HEAP * heapMib);
        if (maxInFlightMib > most) {
            throw new SettingRefusedException("PIPELINE_BRIDGE_MAX_IN_FLIGHT_MIB", Integer.toString(maxInFlightMib),
                    "it must be at most " + most + " MiB with a heap of " + heapMib + " MiB; PIPELINE_JAVA_OPTS=-Xmx… makes"
                            + " the heap larger, and a container needs a higher memory limit with it");
        }
        return new BatchPolicy(linger, batchMib, maxInFlightMib,
                settings.maxInFlightBatches().orElse(destination.maxInFlightBatches()));
    }
}
