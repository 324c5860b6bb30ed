package dev.tavilypipeline.analytics.kpi.usage;

import java.time.Instant;

/** A row of {@code sql/kpis/usage_over_time.sql}, whose header defines each column. */
record UsageBucket(Instant start, Instant end, boolean isPartial, long runs, long uniqueCompanies) {
}
