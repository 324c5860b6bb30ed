package dev.tavilypipeline.bench.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tavilypipeline.bench.harness.Usage;

/**
 * What the clocks show at a moment.
 *
 * @param cpu of the process that is measured, so far
 * @param storeCpu nothing where the store is not on this machine
 */
record Reading(Instant at, Duration cpu, Optional<Duration> storeCpu) {

    static Reading of(long pid, Store store) {
        return new Reading(Instant.now(), Usage.cpuOf(pid), store.cpu());
    }
}
