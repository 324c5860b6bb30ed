package dev.tavilypipeline.analytics.load;

import java.time.Instant;

/**
 * What came of reading one object.
 *
 * @param newestEmittedAt null when it had no rows
 * @param failure why it is set aside, null when it was read
 */
record Reading(String key, long rows, Instant newestEmittedAt, String failure) {

    static Reading failed(String key, String reason) {
        return new Reading(key, 0, null, reason);
    }

    boolean isSetAside() {
        return failure != null;
    }
}
