package dev.tavilypipeline.bench.crash;

import java.util.Set;

/**
 * Runs whose envelopes were not committed when the bridge was killed.
 *
 * @param certain their envelopes were in Kafka before the kill
 * @param possible these, and those whose envelopes were written during the kill
 */
record BridgeKill(Set<String> certain, Set<String> possible) {
}
