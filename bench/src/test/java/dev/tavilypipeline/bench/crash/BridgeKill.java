package dev.tavilypipeline.bench.crash;

import java.util.Set;

/**
 * What a kill hit: runs whose envelopes were not committed after it, while the bridge had rows in hand.
 *
 * @param certain those that were in Kafka before it
 * @param possible these, and those that were written while it was killed
 */
record BridgeKill(Set<String> certain, Set<String> possible) {
}
