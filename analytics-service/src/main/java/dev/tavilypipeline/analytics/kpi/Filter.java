package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.tavilypipeline.analytics.sql.NameKey;

/** What selects runs, steps and calls. Several values of one filter are alternatives; several filters must all hold. */
enum Filter {
    COMPANY,
    INDUSTRY,
    STATUS,
    STEP,
    PROVIDER;

    static Optional<Filter> of(String wireName) {
        return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Filter::wireName).toList();
    }

    /** Of the query parameter and of the parameter in SQL. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A value as the warehouse stores it or compares it. */
    String stored(String given) {
        return this == COMPANY || this == INDUSTRY ? NameKey.of(given) : given;
    }
}
