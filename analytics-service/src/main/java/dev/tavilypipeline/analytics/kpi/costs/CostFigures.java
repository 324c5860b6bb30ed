package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs.sql}, whose header defines each column. */
public record CostFigures(long runs, long apiCalls, Double callsPerRun, BigDecimal credits, Long inputTokens, Long outputTokens,
        BigDecimal costUsd, Double costPerRunUsd, long unpricedCalls, long duplicateQueries, BigDecimal avoidableCostUsd,
        BigDecimal failedCostUsd, BigDecimal retryCostUsd, long cacheHits, BigDecimal cacheSavedUsd) {
}
