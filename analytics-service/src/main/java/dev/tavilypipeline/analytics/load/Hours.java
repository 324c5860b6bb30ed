package dev.tavilypipeline.analytics.load;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Names of hour folders, such as {@code 2026/11/22/18} in UTC. Their alphabetical order is that of time. */
final class Hours {

    /** Earlier than every hour. */
    static final String FIRST = "";
    static final int LENGTH = "2026/11/22/18".length();

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu/MM/dd/HH").withZone(ZoneOffset.UTC);
    private static final Pattern OBJECT = Pattern.compile("\\d{4}/\\d\\d/\\d\\d/\\d\\d/[^/]+\\.gz");

    private Hours() {
    }

    static String of(Instant time) {
        return NAME.format(time);
    }

    /** {@code 2026/11/22/18} as 2026112218, {@link #FIRST} as 0. */
    static long number(String hour) {
        if (hour.isEmpty()) {
            return 0;
        }
        return Long.parseLong(hour.replace("/", ""));
    }

    /** Whether a key without its table's folder is that of an object: {@code <hour>/<name>.gz}. */
    static boolean containObject(String key) {
        return OBJECT.matcher(key).matches();
    }
}
