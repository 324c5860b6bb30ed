package dev.tavilypipeline.analytics.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** When runs are requested: over fourteen months and the last three, often together, and close to every change of clocks. */
public final class SampleTimes {

    public static final Instant START = Instant.parse("2024-09-20T00:00:00Z");
    public static final Instant END = Instant.parse("2025-11-20T00:00:00Z");
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe");
    private static final Duration RECENT = Duration.ofDays(95);
    private static final int WITHOUT_TIME = 20;

    private SampleTimes() {
    }

    /** @param now the newest are a little before that */
    public static List<Instant> of(Random random, int count, Instant now) {
        List<Instant> times = new ArrayList<>(Collections.nCopies(WITHOUT_TIME, null));
        ZONES.forEach(zone -> aroundChanges(random, ZoneId.of(zone), times));
        for (int i = 0; i < count / 20; i++) {
            times.add(now.minusMillis(random.nextLong(RECENT.toMillis())).truncatedTo(ChronoUnit.MILLIS));
        }
        while (times.size() < count) {
            Instant time = START.plusSeconds(random.nextLong(Duration.between(START, END).toSeconds()));
            for (int together = random.nextInt(4); together >= 0 && times.size() < count; together--) {
                times.add(random.nextInt(3) == 0 ? toQuarter(time) : time.plusNanos(1_000L * random.nextInt(2)));
            }
        }
        return times;
    }

    private static void aroundChanges(Random random, ZoneId zone, List<Instant> times) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(START);
        while (change.getInstant().isBefore(END)) {
            for (int i = 0; i < 60; i++) {
                times.add(change.getInstant().plusSeconds(60L * 5 * random.nextInt(-36, 36)));
            }
            change = zone.getRules().nextTransition(change.getInstant());
        }
    }

    /** Where buckets and windows begin and end, in every time zone. */
    private static Instant toQuarter(Instant time) {
        return time.minusSeconds(Math.floorMod(time.getEpochSecond(), 900)).truncatedTo(ChronoUnit.SECONDS);
    }
}
