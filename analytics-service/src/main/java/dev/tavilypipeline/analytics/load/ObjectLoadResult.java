package dev.tavilypipeline.analytics.load;

import java.time.Instant;

/**
 * @param rows how many rows were read
 * @param newestEmittedAt null if there were none
 * @param failure why the object, or some of its rows, could not be read; null if everything was read
 */
record ObjectLoadResult(LakeObject object, long rows, Instant newestEmittedAt, String failure) {

    static ObjectLoadResult unreadable(LakeObject object, String reason) {
        return new ObjectLoadResult(object, 0, null, reason);
    }

    boolean isComplete() {
        return failure == null;
    }
}
