package dev.tavilypipeline.analytics.kpi;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tavilypipeline.analytics.sql.NameKey;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.StepName;

/** What selects runs, steps and calls. Several values of one filter are alternatives; several filters must all hold. */
enum Filter {
    COMPANY,
    INDUSTRY,
    STATUS,
    STEP,
    PROVIDER;

    /** What TRIM takes away in SQL. */
    private static final Pattern SPACES_AROUND = Pattern.compile("^ +| +$");

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
        return switch (this) {
            case COMPANY -> NameKey.of(given);
            case INDUSTRY -> SPACES_AROUND.matcher(given).replaceAll("").toLowerCase(Locale.ROOT);
            default -> given;
        };
    }

    /** All values that there are, and that others are refused beside; empty where any text may be one. */
    List<String> known() {
        return switch (this) {
            case STATUS -> Arrays.stream(RunStatus.values()).filter(RunStatus::isTerminal).map(RunStatus::wireName).toList();
            case STEP -> Arrays.stream(StepName.values()).map(StepName::wireName).toList();
            default -> List.of();
        };
    }

    /** Whether nobody would see the value. */
    boolean isEmpty(String given) {
        return NameKey.of(given) == null;
    }
}
