package dev.tavilypipeline.bridge.consume;

import java.time.Duration;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

/** The destination's own policy, with the values that the settings override. */
final class BatchPolicies {

    private BatchPolicies() {
    }

    static BatchPolicy of(BatchSettings settings, BatchPolicy suited) {
        Duration linger = Duration.ofMillis(settings.lingerMs().orElse(Math.toIntExact(suited.linger().toMillis())));
        int batchMib = settings.mib().orElse(mib(suited.batchBytes()));
        int inHandMib = settings.inHandMib().orElse(Math.max(batchMib, mib(suited.inHandBytes())));
        int inFlight = settings.inFlight().orElse(suited.inFlight());
        if (inHandMib < batchMib) {
            throw new SettingRefusedException("PIPELINE_BRIDGE_IN_HAND_MIB", Integer.toString(inHandMib),
                    "it must have room for a batch, which is " + batchMib + " MiB by PIPELINE_BRIDGE_BATCH_MIB");
        }
        return new BatchPolicy(linger, bytes(batchMib), bytes(inHandMib), inFlight);
    }

    private static long bytes(int mib) {
        return (long) mib << 20;
    }

    private static int mib(long bytes) {
        return Math.toIntExact(bytes >> 20);
    }
}
