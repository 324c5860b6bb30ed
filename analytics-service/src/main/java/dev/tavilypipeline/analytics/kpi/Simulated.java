package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which runs count: simulated and real money are never added unless that is asked for. */
enum Simulated {
    TRUE,
    FALSE,
    ALL;

    static Optional<Simulated> of(String value) {
        return Arrays.stream(values()).filter(each -> each.wireName().equals(value)).findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value of the SQL's parameter; empty for all. */
    List<String> bound() {
        return this == ALL ? List.of() : List.of(wireName());
    }
}
