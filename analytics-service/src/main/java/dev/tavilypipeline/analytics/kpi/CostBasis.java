package dev.tavilypipeline.analytics.kpi;

import java.util.List;
import java.util.Locale;

/** Which cost of a call counts: the one that was recorded when it was made, or one computed from the price table. */
enum CostBasis {
    RECORDED,
    REPRICED;

    static CostBasis of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of the SQL's parameter, which only chooses lines. */
    List<String> bound() {
        return this == REPRICED ? List.of("true") : List.of();
    }
}
