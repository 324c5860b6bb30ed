package dev.tavilypipeline.analytics.window;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How long a bucket of local time is. A week begins on Monday (ISO-8601). */
public enum Granularity {
    MINUTE(ChronoUnit.MINUTES, Duration.ofHours(3)),
    HOUR(ChronoUnit.HOURS, Duration.ofDays(3)),
    DAY(ChronoUnit.DAYS, Duration.ofDays(100)),
    WEEK(ChronoUnit.WEEKS, Duration.ofDays(800)),
    MONTH(ChronoUnit.MONTHS, null);

    private final ChronoUnit unit;
    private final Duration longestWindow;

    Granularity(ChronoUnit unit, Duration longestWindow) {
        this.unit = unit;
        this.longestWindow = longestWindow;
    }

    public static Optional<Granularity> of(String wireName) {
        return Arrays.stream(values()).filter(each -> each.wireName().equals(wireName)).findFirst();
    }

    /** The finest that gives a window a number of buckets that a person can read. */
    public static Granularity automatic(Window window) {
        return Arrays.stream(values())
                .filter(each -> each.longestWindow == null || window.length().compareTo(each.longestWindow) <= 0)
                .findFirst().orElseThrow();
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(Granularity::wireName).toList();
    }

    /** Also the name of the unit in SQL. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Minutes and hours differ by their offset when clocks are set back; a longer bucket has one start. */
    boolean isShorterThanADay() {
        return unit.isTimeBased();
    }

    LocalDateTime truncate(LocalDateTime local) {
        return switch (this) {
            case WEEK -> local.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> local.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            default -> local.truncatedTo(unit);
        };
    }

    LocalDateTime next(LocalDateTime local) {
        return local.plus(1, unit);
    }
}
