package dev.tavilypipeline.analytics.completeness;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Whether anything is missing from the warehouse.
 *
 * @param hours those that have runs, the newest first
 * @param gaps the runs that do not arrive by themselves, up to 1,000 of them
 * @param deadLetters that wait to be sent back, by topic; null if the collector does not know
 */
record CompletenessAnswer(Meta meta, CompletenessFigures completeness, List<HourFigures> hours, List<Gap> gaps,
        Map<String, Long> deadLetters) {

    /**
     * How the answer came about.
     *
     * @param from start of the window, inclusive
     * @param to end of the window, exclusive
     * @param source the warehouse that was compared
     * @param dataAsOf every envelope of the window that was emitted until then has arrived
     * @param warnings what makes the figures less than complete; empty when nothing does
     * @param tookMs how long the answer took, in milliseconds
     */
    record Meta(Instant from, Instant to, String source, Instant dataAsOf, List<String> warnings, double tookMs) {
    }
}
