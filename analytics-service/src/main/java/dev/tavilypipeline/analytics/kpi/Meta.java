package dev.tavilypipeline.analytics.kpi;

import java.time.Instant;
import java.util.List;

/**
 * How an answer came about.
 *
 * @param source which warehouse answered
 * @param simulated {@code true}, {@code false} or {@code all}: which runs were counted
 * @param dataAsOf the highest {@code emitted_at} loaded, null when nothing is
 * @param tookMs from the request to the answer, in milliseconds
 * @param warnings what makes the figures less than whole; empty when nothing does
 */
record Meta(Instant from, Instant to, String source, String simulated, Instant dataAsOf, double tookMs,
        List<String> warnings) {
}
