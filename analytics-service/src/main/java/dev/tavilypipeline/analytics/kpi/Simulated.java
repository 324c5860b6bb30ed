package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
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

    /** As the SQL wants it: true, false, or null for all. */
    String bound() {
        return this == ALL ? null : wireName();
    }
}
