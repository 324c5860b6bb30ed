package dev.tavilypipeline.analytics.load;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/** Which hour-folders can still get objects in the ordinary course of things. */
final class HourFolders {

    static final int RECENT = 48;

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);

    private HourFolders() {
    }

    /** The latest hour that a writer with a good clock can have begun. */
    static String latest(Instant now) {
        return NAME.format(now.plus(1, ChronoUnit.HOURS));
    }

    /** The last {@value #RECENT} hours, the newest first, after one that a writer whose clock runs ahead may have begun. */
    static List<String> recent(Instant now) {
        Instant ahead = now.plus(1, ChronoUnit.HOURS);
        return IntStream.rangeClosed(0, RECENT).mapToObj(back -> NAME.format(ahead.minus(back, ChronoUnit.HOURS))).toList();
    }
}
