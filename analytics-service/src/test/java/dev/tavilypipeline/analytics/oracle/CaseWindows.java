package dev.tavilypipeline.analytics.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.analytics.sample.SampleTimes;
import dev.tavilypipeline.contract.AgentRunRow;

/**
 * Windows with their time zone and granularity: edges with runs on them, changes of clocks, nothing, too early and too late.
 */
final class CaseWindows {

    private static final String BERLIN = "Europe/Berlin";
    private static final String NEW_YORK = "America/New_York";
    private static final String KATHMANDU = "Asia/Kathmandu";
    private static final String LORD_HOWE = "Australia/Lord_Howe";
    private static final String UTC = "UTC";

    private CaseWindows() {
    }

    /** With many runs. */
    static List<Map<String, List<String>>> wide() {
        String start = SampleTimes.START.toString();
        String end = SampleTimes.END.toString();
        return List.of(window(start, end, BERLIN, "month"), window(start, end, LORD_HOWE, "week"),
                window(start, end, KATHMANDU, "day"), window("2025-08-15T00:00:00Z", "2025-11-13T00:00:00Z", NEW_YORK, "week"),
                window("2025-10-10T22:00:00Z", "2025-11-09T23:00:00Z", BERLIN, "auto"),
                window("2023-01-01T00:00:00Z", "2025-12-01T00:00:00Z", UTC, "auto"),
                window("2025-03-01T10:00:00Z", "2025-04-10T10:00:00.000001Z", LORD_HOWE, "hour"));
    }

    /** With enough runs to be filtered. */
    static List<Map<String, List<String>>> filtered() {
        return List.of(window("2025-08-15T00:00:00Z", "2025-11-13T00:00:00Z", NEW_YORK, "week"),
                window("2025-10-10T22:00:00Z", "2025-11-09T23:00:00Z", BERLIN, "auto"),
                window("2025-01-20T10:00:00Z", "2025-02-20T10:00:00.000001Z", LORD_HOWE, "day"),
                window("2025-05-01T00:00:00Z", "2025-07-01T00:00:00Z", KATHMANDU, "month"));
    }

    static List<Map<String, List<String>>> narrow(SampleRows rows, Instant now) {
        List<Instant> times = rows.runs().stream().map(AgentRunRow::requestedAt).filter(Objects::nonNull).sorted().toList();
        String a = times.get(6_000).toString();
        Instant b = times.get(6_400);
        Instant today = now.truncatedTo(ChronoUnit.DAYS);
        List<Map<String, List<String>>> windows = new ArrayList<>(List.of(
                window(a, b.toString(), UTC, "auto"), window(a, b.toString(), KATHMANDU, "hour"),
                window(b.toString(), b.plus(1, ChronoUnit.MICROS).toString(), UTC, "minute"),
                // set back: Berlin at 01:00Z, New York at 06:00Z, Lord Howe by half an hour at 15:00Z
                window("2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z", BERLIN, "hour"),
                window("2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z", BERLIN, "day"),
                window("2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z", KATHMANDU, "hour"),
                window("2024-11-03T03:30:00Z", "2024-11-03T09:15:00Z", NEW_YORK, "minute"),
                window("2024-10-28T00:00:00Z", "2024-11-10T00:00:00Z", NEW_YORK, "day"),
                window("2025-04-05T12:00:00Z", "2025-04-05T15:10:00Z", LORD_HOWE, "hour"),
                window("2025-04-05T15:10:00Z", "2025-04-05T17:45:00Z", LORD_HOWE, "hour"),
                window("2025-04-05T15:00:00Z", "2025-04-05T16:30:00Z", LORD_HOWE, "hour"),
                // set forward: Berlin at 01:00Z, New York at 07:00Z, Lord Howe at 15:30Z
                window("2025-03-29T12:00:00Z", "2025-03-30T12:00:00Z", BERLIN, "hour"),
                window("2025-03-08T00:00:00Z", "2025-03-10T00:00:00Z", NEW_YORK, "auto"),
                window("2025-10-04T12:00:00Z", "2025-10-04T18:00:00Z", LORD_HOWE, "minute"),
                window("2025-05-01T00:00:00Z", "2025-05-08T00:00:00Z", KATHMANDU, "auto"),
                window("2025-05-02T00:10:00Z", "2025-05-02T03:10:00Z", NEW_YORK, "auto"),
                window("2010-01-01T00:00:00Z", "2010-02-01T00:00:00Z", UTC, "month"),
                // begins before now and ends after it
                window(today.minus(Duration.ofDays(2)).toString(), today.plus(Duration.ofDays(3)).toString(), BERLIN, "hour")));
        windows.add(range("24h", BERLIN, "auto"));
        windows.add(range("7d", KATHMANDU, "day"));
        windows.add(range("30d", NEW_YORK, "week"));
        windows.add(range("90d", UTC, "month"));
        return windows;
    }

    private static Map<String, List<String>> window(String from, String to, String zone, String granularity) {
        return Map.of("from", List.of(from), "to", List.of(to), "tz", List.of(zone), "granularity", List.of(granularity));
    }

    private static Map<String, List<String>> range(String range, String zone, String granularity) {
        return Map.of("range", List.of(range), "tz", List.of(zone), "granularity", List.of(granularity));
    }
}
