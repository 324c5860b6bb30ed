package dev.tavilypipeline.bridge.deliver.firehose;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Shared by the three streams.
 *
 * @param callsInFlight a permit for each call that may be in flight
 * @param backoffs a new one for each delivery
 * @param blockedRetryDelay between two attempts while a stream is blocked
 */
record StreamContext(FirehoseApi api, Semaphore callsInFlight, Supplier<Backoff> backoffs, Duration blockedRetryDelay,
        FirehoseMetrics metrics, Clock clock) {
}
