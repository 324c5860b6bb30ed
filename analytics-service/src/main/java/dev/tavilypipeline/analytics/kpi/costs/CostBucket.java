package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;
import java.time.Instant;

/** A row of {@code sql/kpis/costs_over_time.sql}, whose header defines each column. */
record CostBucket(Instant start, Instant end, boolean isPartial, long runs, long apiCalls, Double callsPerRun,
        BigDecimal costUsd, Double costPerRunUsd, BigDecimal failedCostUsd, long unpricedCalls) {
}
