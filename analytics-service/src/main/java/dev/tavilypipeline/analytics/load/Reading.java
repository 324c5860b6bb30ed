package dev.tavilypipeline.analytics.load;

import java.time.Instant;

/**
 * What came of reading one object.
 *
 * @param rows those that were read
 * @param newestEmittedAt null when there were none
 * @param failure why it, or some of its rows, could not be read; null when all was
 */
record Reading(String key, long rows, Instant newestEmittedAt, String failure) {

    static Reading none(String key, String reason) {
        return new Reading(key, 0, null, reason);
    }

    boolean isWhole() {
        return failure == null;
    }
}
