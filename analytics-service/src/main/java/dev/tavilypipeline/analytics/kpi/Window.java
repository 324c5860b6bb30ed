package dev.tavilypipeline.analytics.kpi;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** From inclusive, to exclusive, in microseconds, which is how finely the warehouse tells times apart. */
record Window(Instant from, Instant to) {

    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    Window {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
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
