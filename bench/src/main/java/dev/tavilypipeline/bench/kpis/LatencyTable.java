package dev.tavilypipeline.bench.kpis;

import java.util.Map;

import dev.tavilypipeline.bench.harness.Table;

/** The latencies of all resources beside each other. */
record LatencyTable(Map<String, Latencies> week, Map<String, Latencies> quarter, Map<String, Latencies> cached,
        Map<String, Latencies> notModified, Map<String, Latencies> weekDirect, Map<String, Latencies> quarterDirect) {

    @Override
    public String toString() {
        Table table = new Table("ms, " + Clients.COUNT + " clients", "7 d p50", "p95", "90 d p50", "p95", "p99", "cached p95",
                "304 p95", "DuckDB alone 7 d p50", "ratio", "90 d p50", "ratio");
        for (String resource : Clients.RESOURCES) {
            row(table, resource, week.get(resource), quarter.get(resource), cached.get(resource), notModified.get(resource),
                    weekDirect.get(resource), quarterDirect.get(resource));
        }
        row(table, "all", all(week), all(quarter), all(cached), all(notModified), all(weekDirect), all(quarterDirect));
        return table + "targets: 7 days p95 < 250, cached or 304 p95 < 10, 90 days p99 < 1000, no request fails; failed: "
                + (all(week).failed() + all(quarter).failed() + all(cached).failed() + all(notModified).failed()) + "\n";
    }

    private static void row(Table table, String name, Latencies week, Latencies quarter, Latencies cached,
            Latencies notModified, Latencies weekDirect, Latencies quarterDirect) {
        table.row(name, text(week, 0.5), text(week, 0.95), text(quarter, 0.5), text(quarter, 0.95), text(quarter, 0.99),
                text(cached, 0.95), text(notModified, 0.95), text(weekDirect, 0.5), ratio(week, weekDirect),
                text(quarterDirect, 0.5), ratio(quarter, quarterDirect));
    }

    private static Latencies all(Map<String, Latencies> latencies) {
        return Latencies.of(latencies.values());
    }

    private static String text(Latencies latencies, double share) {
        return Table.number(latencies.percentile(share), 1);
    }

    private static String ratio(Latencies service, Latencies direct) {
        return Table.number(service.percentile(0.5) / direct.percentile(0.5), 2);
    }
}
