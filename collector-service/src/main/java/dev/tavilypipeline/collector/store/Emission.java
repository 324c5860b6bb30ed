package dev.tavilypipeline.collector.store;

import java.time.Instant;

import dev.tavilypipeline.collector.projection.Run;

/**
 * An envelope that Kafka has.
 *
 * @param run what it tells
 * @param envelope as JSON, as it was sent
 */
public record Emission(Run run, int projectionVersion, Instant at, String envelope) {
}
