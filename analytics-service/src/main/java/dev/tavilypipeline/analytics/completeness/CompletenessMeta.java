package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;
import java.util.List;

/**
 * How an answer came about.
 *
 * @param from start of the window, inclusive
 * @param to end of the window, exclusive
 * @param source the warehouse that was compared
 * @param dataAsOf the highest {@code emitted_at} that it has, null when it has nothing
 * @param warnings what makes the figures less than complete; empty when nothing does
 * @param tookMs how long the answer took, in milliseconds
 */
record CompletenessMeta(Instant from, Instant to, String source, Instant dataAsOf, List<String> warnings, double tookMs) {
}
