package dev.tavilypipeline.analytics.warehouse;

import java.time.Instant;
import java.util.List;

/**
 * What a warehouse has.
 *
 * @param version differs when the data do
 * @param newestEmittedAt the highest {@code emitted_at}; null when there are no rows
 * @param warnings what is missing from it and why; empty when nothing is
 */
public record WarehouseState(String version, Instant newestEmittedAt, List<String> warnings) {
}
