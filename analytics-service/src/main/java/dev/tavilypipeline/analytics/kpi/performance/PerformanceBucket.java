package dev.tavilypipeline.analytics.kpi.performance;

import java.time.Instant;

/** A row of {@code sql/kpis/performance_over_time.sql}, whose header defines each column. */
record PerformanceBucket(Instant start, Instant end, boolean isPartial, long samples, Double p50Ms, Double p95Ms,
        Double p99Ms) {
}
