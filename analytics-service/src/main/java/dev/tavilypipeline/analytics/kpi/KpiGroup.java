package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The four groups: each has its headline figures, which are one row, and breakdowns, which are lists. */
enum KpiGroup {
    HEALTH,
    PERFORMANCE,
    USAGE,
    COSTS;

    static Optional<KpiGroup> of(String wireName) {
        return Arrays.stream(values()).filter(group -> group.wireName().equals(wireName)).findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> breakdowns() {
        return switch (this) {
            case HEALTH -> List.of("runs_by_status", "errors_by_type");
            case PERFORMANCE -> List.of("steps");
            case USAGE -> List.of("top_companies", "industries", "runs_by_hour");
            case COSTS -> List.of("by_provider", "repeated_queries", "runs_by_calls");
        };
    }

    /** The name of the file with its headline's SQL. */
    String headlineQuery() {
        return wireName();
    }

    String breakdownQuery(String breakdown) {
        return wireName() + "_" + breakdown;
    }
}
