package dev.tavilypipeline.analytics.window;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** From inclusive, to exclusive, in microseconds: the resolution of times in the warehouse. */
public record Window(Instant from, Instant to) {

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    public Window {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
    }

    /** In milliseconds, the resolution of times in the collector. */
    public Window inMillis() {
        return new Window(from.truncatedTo(ChronoUnit.MILLIS), to.truncatedTo(ChronoUnit.MILLIS));
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** The window of the same length that ends where this one begins. */
    public Window previous() {
        return new Window(from.minus(length()), from);
    }

    /** From the earlier start to the later end. */
    public Window span(Window other) {
        return new Window(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
    }

    /** Parts of that length, the newest first; the oldest may be shorter. Empty where the window is. */
    public List<Window> parts(Duration length) {
        List<Window> parts = new ArrayList<>();
        for (Instant end = to; from.isBefore(end); end = end.minus(length)) {
            Instant begin = end.minus(length);
            parts.add(new Window(begin.isBefore(from) ? from : begin, end));
        }
        return parts;
    }

    /** As text that SQL casts to a time without a zone. */
    public String boundFrom() {
        return sql(from);
    }

    public String boundTo() {
        return sql(to);
    }

    static String sql(Instant time) {
        return SQL.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    }
}
