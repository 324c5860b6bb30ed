package dev.tavilypipeline.analytics.kpi;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** From inclusive, to exclusive, in microseconds, which is how finely the warehouse tells times apart. */
record Window(Instant from, Instant to) {

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    Window {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
    }

    /** In milliseconds, which is how finely the collector tells times apart. */
    Window inMillis() {
        return new Window(from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Parts of that length, the newest first; the oldest may be shorter. Empty where the window is. */
    List<Window> parts(Duration length) {
        List<Window> parts = new ArrayList<>();
        for (Instant end = to; from.isBefore(end); end = end.minus(length)) {
            Instant begin = end.minus(length);
            parts.add(new Window(begin.isBefore(from) ? from : begin, end));
        }
        return parts;
    }

    String boundFrom() {
        return sql(from);
    }

    String boundTo() {
        return sql(to);
    }

    private static String sql(Instant time) {
        return SQL.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
