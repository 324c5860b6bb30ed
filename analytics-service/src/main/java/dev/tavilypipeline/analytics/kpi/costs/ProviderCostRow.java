package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs_by_provider.sql}, whose header defines each column. */
record ProviderCostRow(String provider, String operation, long apiCalls, long failedCalls, long cacheHits, BigDecimal credits,
        Long inputTokens, Long outputTokens, BigDecimal costUsd, long unpricedCalls) {
}
