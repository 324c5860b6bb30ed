package dev.tavilypipeline.bridge.consume;

import java.time.Duration;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

/** The destination's own policy, with the values that the settings override. */
final class BatchPolicies {

    private BatchPolicies() {
    }

    static BatchPolicy of(BatchSettings settings, BatchPolicy destination) {
        int lingerMs = settings.lingerMs().orElse(Math.toIntExact(destination.linger().toMillis()));
        int batchMib = settings.mib().orElse(mib(destination.batchBytes()));
        int maxInFlightMib = settings.maxInFlightMib().orElse(Math.max(batchMib, mib(destination.maxInFlightBytes())));
        int maxInFlightBatches = settings.maxInFlightBatches().orElse(destination.maxInFlightBatches());
        if (maxInFlightMib < batchMib) {
            throw new SettingRefusedException("PIPELINE_BRIDGE_MAX_IN_FLIGHT_MIB", Integer.toString(maxInFlightMib),
                    "it must be at least one batch, which is " + batchMib + " MiB by PIPELINE_BRIDGE_BATCH_MIB");
        }
        return BatchPolicy.ofMib(Duration.ofMillis(lingerMs), batchMib, maxInFlightMib, maxInFlightBatches);
    }

    private static int mib(long bytes) {
        return Math.toIntExact(bytes >> 20);
    }
}
