package dev.tavilypipeline.analytics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;

class BucketsTest {

    private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    @Test
    void shouldHave25HoursOnTheDayTheClocksAreSetBack() {
        List<Bucket> hours = buckets("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Granularity.HOUR, "Europe/Berlin");

        assertThat(hours).hasSize(25).allMatch(hour -> Duration.between(hour.start(), hour.end()).equals(Duration.ofHours(1)))
                .noneMatch(Bucket::partial);
        assertThat(hours).extracting(Bucket::start).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveOneLongDayThen() {
        assertThat(buckets("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", Granularity.DAY, "Europe/Berlin")).containsExactly(
                new Bucket(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z"), false));
    }

    @Test
    void shouldHave23HoursOnTheDayTheyAreSetForward() {
        assertThat(buckets("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", Granularity.HOUR, "Europe/Berlin")).hasSize(23);
    }

    @Test
    void shouldBeginAtLocalTimesOfOddOffsets() {
        assertThat(buckets("2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z", Granularity.HOUR, "Asia/Kathmandu"))
                .extracting(Bucket::start).containsExactly(Instant.parse("2025-12-31T23:15:00Z"),
                        Instant.parse("2026-01-01T00:15:00Z"), Instant.parse("2026-01-01T01:15:00Z"));
    }

    @Test
    void shouldHaveABucketEachForThePartsOfAnHourInWhichTheClocksAreChanged() {
        // Lord Howe Island sets its clocks back by half an hour at 02:00, which is 15:00 UTC
        List<Bucket> hours = buckets("2026-04-04T13:00:00Z", "2026-04-04T17:30:00Z", Granularity.HOUR, "Australia/Lord_Howe");

        assertThat(hours).extracting(Bucket::start).containsExactly(Instant.parse("2026-04-04T13:00:00Z"),
                Instant.parse("2026-04-04T14:00:00Z"), Instant.parse("2026-04-04T15:00:00Z"),
                Instant.parse("2026-04-04T15:30:00Z"), Instant.parse("2026-04-04T16:30:00Z"));
        assertThat(hours.get(2).end()).isEqualTo("2026-04-04T15:30:00Z");
    }

    @Test
    void shouldNotBeginBeforeTheChangeThatTheWindowBeginsAfter() {
        List<Bucket> hours = buckets("2026-04-04T15:10:00Z", "2026-04-04T15:40:00Z", Granularity.HOUR, "Australia/Lord_Howe");

        assertThat(hours).extracting(Bucket::start).containsExactly(Instant.parse("2026-04-04T15:00:00Z"),
                Instant.parse("2026-04-04T15:30:00Z"));
    }

    @Test
    void shouldMarkTheBucketsThatTheWindowCutsOrThatAreNotOver() {
        Window window = new Window(Instant.parse("2026-01-01T12:00:00Z"), Instant.parse("2026-01-04T00:00:00Z"));

        assertThat(Buckets.of(window, Granularity.DAY, ZoneId.of("UTC"), Instant.parse("2026-01-03T10:00:00Z")).partial())
                .containsExactly(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-03T00:00:00Z"));
    }

    @Test
    void shouldBeginWeeksOnMonday() {
        assertThat(buckets("2026-01-01T00:00:00Z", "2026-01-06T00:00:00Z", Granularity.WEEK, "UTC")).extracting(Bucket::start)
                .containsExactly(Instant.parse("2025-12-29T00:00:00Z"), Instant.parse("2026-01-05T00:00:00Z"));
    }

    @Test
    void shouldRefuseMoreThanAThousand() {
        assertThat(buckets("2026-01-01T00:00:00Z", "2026-01-01T16:40:00Z", Granularity.MINUTE, "UTC")).hasSize(1_000);
        assertThatThrownBy(() -> buckets("2026-01-01T00:00:00Z", "2026-01-01T16:41:00Z", Granularity.MINUTE, "UTC"))
                .isInstanceOf(TooManyBucketsException.class);
    }

    private static List<Bucket> buckets(String from, String to, Granularity granularity, String zone) {
        return List.copyOf(Buckets.of(new Window(Instant.parse(from), Instant.parse(to)), granularity, ZoneId.of(zone), LATER)
                .byLabel().values());
    }
}
