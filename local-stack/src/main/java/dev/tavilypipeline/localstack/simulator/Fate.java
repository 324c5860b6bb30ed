package dev.tavilypipeline.localstack.simulator;

import java.time.Duration;

/**
 * What happens to a request.
 *
 * @param asked how often the same was asked before
 * @param failure null if all goes well
 */
record Fate(int asked, Duration latency, Failure failure) {
}
