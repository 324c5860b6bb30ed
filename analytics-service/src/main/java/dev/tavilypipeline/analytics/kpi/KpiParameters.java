package dev.tavilypipeline.analytics.kpi;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.kit.http.ProblemException;

/** Reads the query parameters that all KPIs share; whatever is wrong is refused by the parameter's name. */
final class KpiParameters {

    private static final List<String> KNOWN = List.of("range", "from", "to", "simulated");
    private static final List<String> WINDOW = List.of("range", "from", "to");
    private static final Map<String, Duration> RANGES = Map.of(
            "24h", Duration.ofHours(24), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30), "90d", Duration.ofDays(90));
    private static final String DEFAULT_RANGE = "7d";
    /** What a four-digit year can say. */
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Simulated defaultSimulated;
    private final Clock clock;

    KpiParameters(Simulated defaultSimulated, Clock clock) {
        this.defaultSimulated = defaultSimulated;
        this.clock = clock;
    }

    /** @throws ProblemException 400, with the parameter in {@code field} */
    KpiRequest read(Map<String, List<String>> query) {
        refuse(query, KNOWN);
        return new KpiRequest(window(query), simulated(query));
    }

    /**
     * For resources that count simulated and real runs alike.
     *
     * @throws ProblemException 400, with the parameter in {@code field}
     */
    Window readWindow(Map<String, List<String>> query) {
        refuse(query, WINDOW);
        return window(query);
    }

    /** For resources that take none. */
    static void refuseAll(Map<String, List<String>> query) {
        refuse(query, List.of());
    }

    private static void refuse(Map<String, List<String>> query, List<String> known) {
        query.forEach((name, values) -> {
            if (!known.contains(name)) {
                throw ProblemException.badField(name, "query parameter '" + name + "' is not known here; "
                        + (known.isEmpty() ? "there are none" : "known are " + String.join(", ", known)));
            }
            if (values.size() > 1) {
                throw ProblemException.badField(name, "query parameter '" + name + "' is given more than once");
            }
        });
    }

    private Window window(Map<String, List<String>> query) {
        if (query.containsKey("from") || query.containsKey("to")) {
            if (query.containsKey("range")) {
                throw ProblemException.badField("range", "give either 'range' or 'from' and 'to'");
            }
            return between(instant(query, "from"), instant(query, "to"));
        }
        String range = query.getOrDefault("range", List.of(DEFAULT_RANGE)).get(0);
        Duration length = RANGES.get(range);
        if (length == null) {
            throw ProblemException.badField("range", "'range' must be one of 24h, 7d, 30d, 90d");
        }
        Instant now = clock.instant();
        return new Window(now.minus(length), now);
    }

    private static Window between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw ProblemException.badField("from", "'from' must be before 'to'");
        }
        return new Window(from, to);
    }

    private static Instant instant(Map<String, List<String>> query, String name) {
        if (!query.containsKey(name)) {
            throw ProblemException.badField(name, "'from' and 'to' go together: '" + name + "' is missing");
        }
        try {
            Instant time = Instant.parse(query.get(name).get(0));
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw ProblemException.badField(name, "'" + name + "' must be in the years 1 to 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw ProblemException.badField(name, "'" + name + "' must be an instant such as 2026-01-31T00:00:00Z");
        }
    }

    private Simulated simulated(Map<String, List<String>> query) {
        if (!query.containsKey("simulated")) {
            return defaultSimulated;
        }
        return Simulated.of(query.get("simulated").get(0))
                .orElseThrow(() -> ProblemException.badField("simulated", "'simulated' must be true, false or all"));
    }
}
