package dev.tavilypipeline.analytics.kpi;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.tavilypipeline.analytics.window.Granularity;
import dev.tavilypipeline.analytics.window.Window;
import dev.tavilypipeline.kit.http.ProblemException;
import dev.tavilypipeline.kit.http.QueryInstants;

/** Reads the query parameters that all KPIs share. A wrong one is refused with its name in {@code field}. */
final class KpiRequestReader {

    static final Duration MAX_WINDOW = Duration.ofDays(3_660);
    static final int MAX_VALUES = 50;
    static final int MAX_VALUE_LENGTH = 200;
    static final int MAX_ROWS = 100;

    private static final Map<String, Duration> RANGES = Map.of(
            "24h", Duration.ofHours(24), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30), "90d", Duration.ofDays(90));
    /** Once: each call of it makes a new set. */
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final String DEFAULT_RANGE = "7d";
    private static final String DEFAULT_TOP = "10";

    private final Simulated defaultSimulated;
    private final Clock clock;

    KpiRequestReader(Simulated defaultSimulated, Clock clock) {
        this.defaultSimulated = defaultSimulated;
        this.clock = clock;
    }

    /** @throws ProblemException 400 for a wrong parameter, 422 for a window that is too long */
    KpiRequest read(Map<String, List<String>> query) {
        QueryValues values = new QueryValues(query);
        Window window = window(values);
        ZoneId zone = zone(values.optional("tz").orElse("UTC"));
        return new KpiRequest(window,
                values.oneOf("compare", "none", "previous", "none").equals("previous") ? Optional.of(window.previous())
                        : Optional.empty(),
                zone, granularity(values, window), simulated(values),
                CostBasis.of(values.oneOf("cost", "recorded", "recorded", "repriced")), filters(query), top(values));
    }

    /** Without filters. */
    KpiRequest latest(Window window, boolean simulated) {
        return new KpiRequest(window, Optional.empty(), ZoneId.of("UTC"), Granularity.automatic(window),
                simulated ? Simulated.TRUE : Simulated.FALSE, CostBasis.RECORDED, Map.of(), MAX_ROWS);
    }

    private Window window(QueryValues values) {
        if (values.optional("from").isPresent() || values.optional("to").isPresent()) {
            if (values.optional("range").isPresent()) {
                throw ProblemException.badField("range", "give either 'range' or 'from' and 'to'");
            }
            return between(QueryInstants.required("from", values.optional("from").orElse(null)),
                    QueryInstants.required("to", values.optional("to").orElse(null)));
        }
        Duration length = RANGES.get(values.oneOf("range", DEFAULT_RANGE, new TreeSet<>(RANGES.keySet())));
        // the next full minute: within a minute all clients ask for the same window, and its newest runs are in it
        Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        return new Window(end.minus(length), end);
    }

    private static Window between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw ProblemException.badField("from", "'from' must be before 'to'");
        }
        Window window = new Window(from, to);
        if (window.length().compareTo(MAX_WINDOW) > 0) {
            throw ProblemException.tooMuch("from",
                    "the window is longer than " + MAX_WINDOW.toDays() + " days: ask for a shorter one");
        }
        return window;
    }

    private static ZoneId zone(String name) {
        try {
            if (ZONES.contains(name)) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            // as every other unknown name
        }
        throw ProblemException.badField("tz", "'tz' must be a time zone of the IANA database such as Europe/Berlin");
    }

    private static Granularity granularity(QueryValues values, Window window) {
        Collection<String> allowed = new TreeSet<>(Granularity.wireNames());
        allowed.add("auto");
        return Granularity.of(values.oneOf("granularity", "auto", allowed)).orElseGet(() -> Granularity.automatic(window));
    }

    private Simulated simulated(QueryValues values) {
        return Simulated.of(values.oneOf("simulated", defaultSimulated.wireName(), "true", "false", "all")).orElseThrow();
    }

    private static int top(QueryValues values) {
        String given = values.optional("top").orElse(DEFAULT_TOP);
        if (!given.matches("[1-9][0-9]{0,2}") || Integer.parseInt(given) > MAX_ROWS) {
            throw ProblemException.badField("top", "'top' must be a whole number from 1 to " + MAX_ROWS);
        }
        return Integer.parseInt(given);
    }

    private static Map<Filter, List<String>> filters(Map<String, List<String>> query) {
        Map<Filter, List<String>> filters = new EnumMap<>(Filter.class);
        for (Filter filter : Filter.values()) {
            List<String> given = query.getOrDefault(filter.wireName(), List.of());
            if (!given.isEmpty()) {
                filters.put(filter, checked(filter, given));
            }
        }
        return filters;
    }

    /** Without duplicates, in alphabetical order: the order of alternatives makes no difference. */
    private static List<String> checked(Filter filter, List<String> given) {
        String name = filter.wireName();
        if (given.size() > MAX_VALUES) {
            throw ProblemException.badField(name, "'" + name + "' has more than " + MAX_VALUES + " values");
        }
        if (given.stream().anyMatch(value -> filter.isEmpty(value) || value.length() > MAX_VALUE_LENGTH)) {
            throw ProblemException.badField(name, "'" + name + "' must have 1 to " + MAX_VALUE_LENGTH + " visible characters");
        }
        if (!filter.known().isEmpty() && !filter.known().containsAll(given)) {
            throw ProblemException.badField(name, "'" + name + "' must be one of " + String.join(", ", filter.known()));
        }
        return List.copyOf(new TreeSet<>(given));
    }
}
