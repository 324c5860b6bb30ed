package dev.tavilypipeline.analytics.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The buckets of a window in order, and what SQL needs to sort rows into them. */
public final class Buckets {

    /** More than a chart shows or a client wants to read. */
    public static final int MAX_BUCKETS = 1_000;

    private final Map<Label, Bucket> byLabel = new LinkedHashMap<>();

    private Buckets() {
    }

    /**
     * How SQL names a bucket.
     *
     * @param local its start in local time, as if it were UTC
     * @param offset in seconds; 0 for days and longer
     */
    public record Label(Instant local, int offset) {
    }

    /**
     * @param now buckets that end later are partial
     * @throws TooManyBucketsException if there are more than {@value #MAX_BUCKETS}
     */
    public static Buckets of(Window window, Granularity granularity, ZoneId zone, Instant now) {
        Buckets buckets = new Buckets();
        for (Segment segment : Segment.of(window, zone)) {
            buckets.fill(segment, window, granularity, zone, now);
        }
        return buckets;
    }

    /** Four values a segment, to be bound: from, to, offset in seconds, offset of the labels in seconds. */
    public static List<String> boundSegments(Window window, Granularity granularity, ZoneId zone) {
        List<String> segments = new ArrayList<>();
        for (Segment segment : Segment.of(window, zone)) {
            int offset = segment.offset().getTotalSeconds();
            segments.add(Window.sql(segment.from()));
            segments.add(Window.sql(segment.to()));
            segments.add(Integer.toString(offset));
            segments.add(Integer.toString(granularity.isShorterThanADay() ? offset : 0));
        }
        return segments;
    }

    private void fill(Segment segment, Window window, Granularity granularity, ZoneId zone, Instant now) {
        LocalDateTime end = LocalDateTime.ofInstant(segment.to(), segment.offset());
        LocalDateTime local = granularity.truncate(LocalDateTime.ofInstant(segment.from(), segment.offset()));
        for (; local.isBefore(end); local = granularity.next(local)) {
            Bucket bucket = granularity.isShorterThanADay()
                    ? within(segment, window, granularity, local, zone.getRules())
                    : between(start(local, zone), start(granularity.next(local), zone), window);
            byLabel.putIfAbsent(label(segment, granularity, local),
                    bucket.end().isAfter(now) ? new Bucket(bucket.start(), bucket.end(), true) : bucket);
            if (byLabel.size() > MAX_BUCKETS) {
                throw new TooManyBucketsException();
            }
        }
    }

    private static Label label(Segment segment, Granularity granularity, LocalDateTime local) {
        return new Label(local.toInstant(ZoneOffset.UTC),
                granularity.isShorterThanADay() ? segment.offset().getTotalSeconds() : 0);
    }

    /** Where the clocks are changed within an hour, as on Lord Howe Island, each part is a bucket of its own. */
    private static Bucket within(Segment segment, Window window, Granularity granularity, LocalDateTime local,
            ZoneRules rules) {
        Instant start = local.toInstant(segment.offset());
        Instant end = granularity.next(local).toInstant(segment.offset());
        ZoneOffsetTransition before = rules.previousTransition(segment.from().plusNanos(1));
        ZoneOffsetTransition after = rules.nextTransition(segment.from());
        return between(before != null && before.getInstant().isAfter(start) ? before.getInstant() : start,
                after != null && after.getInstant().isBefore(end) ? after.getInstant() : end, window);
    }

    private static Bucket between(Instant start, Instant end, Window window) {
        return new Bucket(start, end, start.isBefore(window.from()) || end.isAfter(window.to()));
    }

    private static Instant start(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant();
    }

    public Map<Label, Bucket> byLabel() {
        return byLabel;
    }

    /** The starts of those that the window has in part, or that are not over. */
    public List<Instant> partial() {
        return byLabel.values().stream().filter(Bucket::partial).map(Bucket::start).toList();
    }
}
