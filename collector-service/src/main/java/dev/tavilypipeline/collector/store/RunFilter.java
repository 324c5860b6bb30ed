package dev.tavilypipeline.collector.store;

import java.time.Instant;

import dev.tavilypipeline.contract.RunStatus;

/**
 * Which runs to list; a null lets all through.
 *
 * @param company the normalised name or the query, case-insensitive
 * @param from the earliest {@code requested_at}
 * @param to the first {@code requested_at} that is too late
 */
public record RunFilter(RunStatus status, String company, String industry, String errorType, Boolean simulated, Instant from,
        Instant to) {

    static RunFilter requested(Instant from, Instant to) {
        return new RunFilter(null, null, null, null, null, from, to);
    }
}
