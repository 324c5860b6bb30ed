package dev.tavilypipeline.bridge.consume;

import java.time.Duration;
import java.util.OptionalInt;

import dev.tavilypipeline.bridge.deliver.BatchPolicy;
import dev.tavilypipeline.kit.start.SettingRefusedException;

/** What suits the destination, changed by what the settings say; what cannot work is refused. */
final class BatchPolicies {

    private static final int LONGEST_LINGER_MS = 900_000;
    private static final int MOST_MIB = 1024;
    private static final int MOST_IN_FLIGHT = 64;

    private BatchPolicies() {
    }

    static BatchPolicy of(BatchSettings settings, BatchPolicy suited) {
        Duration linger = Duration.ofMillis(within("PIPELINE_BRIDGE_LINGER_MS", settings.lingerMs(), 0, LONGEST_LINGER_MS,
                "milliseconds", Math.toIntExact(suited.linger().toMillis())));
        int batchMib = within("PIPELINE_BRIDGE_BATCH_MIB", settings.mib(), 1, MOST_MIB, "MiB", mib(suited.batchBytes()));
        int inHandMib = within("PIPELINE_BRIDGE_IN_HAND_MIB", settings.inHandMib(), 1, MOST_MIB, "MiB",
                Math.max(batchMib, mib(suited.inHandBytes())));
        int inFlight = within("PIPELINE_BRIDGE_IN_FLIGHT", settings.inFlight(), 1, MOST_IN_FLIGHT, "batches",
                suited.inFlight());
        if (inHandMib < batchMib) {
            throw new SettingRefusedException("PIPELINE_BRIDGE_IN_HAND_MIB", Integer.toString(inHandMib),
                    "it must have room for a batch, which is " + batchMib + " MiB by PIPELINE_BRIDGE_BATCH_MIB");
        }
        return new BatchPolicy(linger, bytes(batchMib), bytes(inHandMib), inFlight);
    }

    private static int within(String variable, OptionalInt given, int least, int most, String unit, int otherwise) {
        int value = given.orElse(otherwise);
        if (value < least || value > most) {
            throw new SettingRefusedException(variable, Integer.toString(value),
                    "use " + least + " to " + most + " " + unit);
        }
        return value;
    }

    private static long bytes(int mib) {
        return (long) mib << 20;
    }

    private static int mib(long bytes) {
        return Math.toIntExact(bytes >> 20);
    }
}
