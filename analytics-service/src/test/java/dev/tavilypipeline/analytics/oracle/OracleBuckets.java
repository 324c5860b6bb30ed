package dev.tavilypipeline.analytics.oracle;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The buckets of a window: one after the other from its start to its end. Minutes and hours are of one offset, so that an hour
 * in which the clocks are changed is two.
 */
final class OracleBuckets {

    private final TreeMap<Instant, Instant> endByStart = new TreeMap<>();
    private final OracleRequest request;
    private final Instant now;

    OracleBuckets(OracleRequest request, Instant now) {
        this.request = request;
        this.now = now;
        Instant time = request.from();
        while (time.isBefore(request.to())) {
            Instant start = start(time);
            time = end(time);
            endByStart.put(start, time);
        }
    }

    /** A row a bucket, also for those in which nothing is. */
    <T> List<Map<String, Object>> rows(List<T> all, Function<T, Instant> time, Function<List<T>, Map<String, Object>> figures) {
        Map<Instant, List<T>> byStart = new HashMap<>();
        all.forEach(
                each -> byStart.computeIfAbsent(endByStart.floorKey(time.apply(each)), start -> new ArrayList<>()).add(each));
        List<Map<String, Object>> rows = new ArrayList<>();
        endByStart.forEach((start, end) -> {
            Map<String, Object> row = OracleMath.row("start", start, "end", end, "is_partial", isPartial(start, end));
            row.putAll(figures.apply(byStart.getOrDefault(start, List.of())));
            rows.add(row);
        });
        return rows;
    }

    List<Instant> partial() {
        return endByStart.entrySet().stream().filter(bucket -> isPartial(bucket.getKey(), bucket.getValue()))
                .map(Map.Entry::getKey).toList();
    }

    private boolean isPartial(Instant start, Instant end) {
        return start.isBefore(request.from()) || end.isAfter(request.to()) || end.isAfter(now);
    }

    private Instant start(Instant time) {
        return switch (request.granularity()) {
            case "minute" -> startOf(time, 60);
            case "hour" -> startOf(time, 3_600);
            default -> period(time).atStartOfDay(request.zone()).toInstant();
        };
    }

    private Instant end(Instant time) {
        return switch (request.granularity()) {
            case "minute" -> endOf(time, 60);
            case "hour" -> endOf(time, 3_600);
            case "day" -> period(time).plusDays(1).atStartOfDay(request.zone()).toInstant();
            case "week" -> period(time).plusWeeks(1).atStartOfDay(request.zone()).toInstant();
            default -> period(time).plusMonths(1).atStartOfDay(request.zone()).toInstant();
        };
    }

    private LocalDate period(Instant time) {
        LocalDate day = time.atZone(request.zone()).toLocalDate();
        return switch (request.granularity()) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    private Instant startOf(Instant time, int seconds) {
        Instant start = onTheClock(time, seconds);
        ZoneOffsetTransition change = rules().previousTransition(time.plusNanos(1));
        return change == null || change.getInstant().isBefore(start) ? start : change.getInstant();
    }

    private Instant endOf(Instant time, int seconds) {
        Instant end = onTheClock(time, seconds).plusSeconds(seconds);
        ZoneOffsetTransition change = rules().nextTransition(time);
        return change == null || change.getInstant().isAfter(end) ? end : change.getInstant();
    }

    private Instant onTheClock(Instant time, int seconds) {
        int offset = rules().getOffset(time).getTotalSeconds();
        long local = time.getEpochSecond() + offset;
        return Instant.ofEpochSecond(Math.floorDiv(local, seconds) * (long) seconds - offset);
    }

    private ZoneRules rules() {
        return request.zone().getRules();
    }
}
