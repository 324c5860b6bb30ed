package dev.tavilypipeline.analytics.kpi;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tavilypipeline.analytics.sql.Parameters;
import dev.tavilypipeline.analytics.window.Buckets;
import dev.tavilypipeline.analytics.window.Granularity;
import dev.tavilypipeline.analytics.window.Window;

/**
 * What is asked for, with every default resolved. Two equal requests have one answer on one state of the data.
 *
 * @param compared empty: nothing is compared
 * @param cost which cost of a call counts
 * @param filters as given
 */
record KpiRequest(Window window, Optional<Window> compared, ZoneId zone, Granularity granularity, Simulated simulated,
        CostBasis cost, Map<Filter, List<String>> filters, int top) {

    /** Holds the windows of all queries. */
    Window span() {
        return compared.map(window::span).orElse(window);
    }

    /** The values of the SQL's parameters, for a window of this request. */
    Parameters parameters(Window of) {
        return parameter -> switch (parameter) {
            case "from" -> List.of(of.boundFrom());
            case "to" -> List.of(of.boundTo());
            case "simulated" -> simulated.bound();
            case "repriced" -> cost.bound();
            case "segments" -> Buckets.boundSegments(of, granularity, zone);
            case "top" -> List.of(Integer.toString(top));
            default -> filter(parameter);
        };
    }

    private List<String> filter(String parameter) {
        Filter filter = Filter.of(parameter)
                .orElseThrow(() -> new IllegalArgumentException("the SQL names an unknown parameter: " + parameter));
        return filters.getOrDefault(filter, List.of()).stream().map(filter::stored).toList();
    }
}
