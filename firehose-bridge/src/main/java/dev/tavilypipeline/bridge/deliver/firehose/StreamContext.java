package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What the streams share.
 *
 * @param callsAtOnce a permit for each call that may be under way
 * @param backoffs a new one for each call
 * @param mendPause between two tries while somebody has to mend something
 */
record StreamContext(FirehoseApi api, Semaphore callsAtOnce, Supplier<Backoff> backoffs, Duration mendPause,
        FirehoseMetrics metrics,
        Clock clock) {
}
