package dev.tavilypipeline.analytics.kpi.health;

import java.time.Instant;

/** A row of {@code sql/kpis/health_over_time.sql}, whose header defines each column. */
record HealthBucket(Instant start, Instant end, boolean isPartial, long runs, long success, long partial, long failed,
        long cancelled, long abandoned, Double successRatio) {
}
