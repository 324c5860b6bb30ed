package dev.tavilypipeline.analytics.window;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a window in which a time zone has one offset. SQL joins rows with segments on {@code requested_at} and adds the
 * offset, which gives local times exactly on every engine.
 */
record Segment(Instant from, Instant to, ZoneOffset offset) {

    static List<Segment> of(Window window, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        List<Segment> segments = new ArrayList<>();
        Instant start = window.from();
        for (ZoneOffsetTransition next = rules.nextTransition(start); next != null
                && next.getInstant().isBefore(window.to()); next = rules.nextTransition(start)) {
            segments.add(new Segment(start, next.getInstant(), rules.getOffset(start)));
            start = next.getInstant();
        }
        segments.add(new Segment(start, window.to(), rules.getOffset(start)));
        return segments;
    }
}
