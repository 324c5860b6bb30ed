package dev.tavilypipeline.analytics.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A request as a person reads it.
 *
 * @param parameters of the query; those that are not given have their documented default, and simulated runs count
 * @param from of the window, which {@code range} leaves to the moment of the request
 */
public record OracleRequest(Map<String, List<String>> parameters, Instant from, Instant to) {

    private static final Map<String, Duration> MAX_WINDOW = Map.of("minute", Duration.ofHours(3), "hour", Duration.ofDays(3),
            "day", Duration.ofDays(100), "week", Duration.ofDays(800));

    ZoneId zone() {
        return ZoneId.of(one("tz", "UTC"));
    }

    /** Unless one is asked for, the finest with not too many buckets. */
    String granularity() {
        String asked = one("granularity", "auto");
        if (!asked.equals("auto")) {
            return asked;
        }
        Duration length = Duration.between(from, to);
        return List.of("minute", "hour", "day", "week").stream().filter(each -> length.compareTo(MAX_WINDOW.get(each)) <= 0)
                .findFirst().orElse("month");
    }

    boolean isCompared() {
        return one("compare", "none").equals("previous");
    }

    /** The same of the window of the same length that ends where this one begins. */
    OracleRequest previous() {
        return new OracleRequest(parameters, from.minus(Duration.between(from, to)), from);
    }

    String simulated() {
        return one("simulated", "true");
    }

    boolean isRepriced() {
        return one("cost", "recorded").equals("repriced");
    }

    int top() {
        return Integer.parseInt(one("top", "10"));
    }

    /** Empty where the filter is not given. */
    List<String> filter(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    boolean contains(Instant time) {
        return time != null && !time.isBefore(from) && time.isBefore(to);
    }

    private String one(String name, String otherwise) {
        return parameters.containsKey(name) ? parameters.get(name).get(0) : otherwise;
    }
}
