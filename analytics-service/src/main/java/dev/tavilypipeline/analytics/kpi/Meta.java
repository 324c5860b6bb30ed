package dev.tavilypipeline.analytics.kpi;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How an answer came about.
 *
 * @param from start of the window, inclusive
 * @param to end of the window, exclusive
 * @param compared the window that figures under {@code previous} are of; null when nothing is compared
 * @param tz time zone of the buckets and of hours and weekdays
 * @param granularity length of the buckets
 * @param simulated {@code true}, {@code false} or {@code all}: which runs were counted
 * @param cost {@code recorded} or {@code repriced}: which cost of a call was counted
 * @param priceVersion of the newest price list of the warehouse; null unless the cost is {@code repriced}
 * @param filters as given
 * @param source the warehouse that answered: {@code snowflake}, {@code duckdb} or {@code mongodb}
 * @param dataAsOf every run whose envelope was emitted until then is counted; null when that is not known
 * @param partialBuckets starts of the buckets that the window has only in part, or that are not over
 * @param warnings what makes the figures less than complete; empty when nothing does
 * @param tookMs how long the answer took to compute, in milliseconds
 */
public record Meta(Instant from, Instant to, ComparedWindow compared, String tz, String granularity, String simulated,
        String cost, String priceVersion, Map<String, List<String>> filters, String source, Instant dataAsOf,
        List<Instant> partialBuckets,
        List<String> warnings, double tookMs) {

    /** Half-open, as the window itself. */
    public record ComparedWindow(Instant from, Instant to) {
    }
}
