package dev.tavilypipeline.kit.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.regex.Pattern;

/**
 * Logs a failure once within {@link #INTERVAL}; its next line after that says how many were left out. Warnings and errors are
 * the same failure if they differ in numbers and ids only. Less severe lines always pass.
 */
final class RepeatedFailures {

    static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int MAX_FAILURES = 1_000;
    private static final int MAX_CHARACTERS = 500;
    private static final Pattern NUMBERS = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9]+");

    private final LongSupplier nanos;
    private final Map<String, Interval> intervals = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Interval> eldest) {
            return size() > MAX_FAILURES;
        }
    };

    RepeatedFailures(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private static final class Interval {

        private final long startNanos;
        private int leftOut;

        Interval(long startNanos) {
            this.startNanos = startNanos;
        }
    }

    synchronized boolean isLoggable(LogText line) {
        if (line.record().getLevel().intValue() < Level.WARNING.intValue()) {
            return true;
        }
        String failure = failure(line);
        long now = nanos.getAsLong();
        Interval interval = intervals.get(failure);
        if (interval != null && now - interval.startNanos < INTERVAL.toNanos()) {
            interval.leftOut++;
            return false;
        }
        if (interval != null && interval.leftOut > 0) {
            line.replace(line.text() + " left_out=" + interval.leftOut);
        }
        intervals.remove(failure); // so that the newest is last
        intervals.put(failure, new Interval(now));
        return true;
    }

    private static String failure(LogText line) {
        String all = line.record().getLoggerName() + ' ' + line.text() + ' ' + line.record().getThrown();
        return NUMBERS.matcher(all.substring(0, Math.min(all.length(), MAX_CHARACTERS))).replaceAll("#");
    }
}
