package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;

/**
 * How a request ends.
 *
 * @param repeats how often the same subject was requested before
 * @param failure null for a success
 */
record Outcome(int repeats, Duration latency, Failure failure) {
}
