package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;
import java.time.Instant;

/** A row of {@code sql/kpis/costs_by_provider_over_time.sql}, whose header defines each column. */
record ProviderCostBucket(Instant start, Instant end, boolean isPartial, String provider, long apiCalls, BigDecimal costUsd,
        long unpricedCalls) {
}
