package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs_by_model.sql}, whose header defines each column. */
record ModelCostRow(String model, String provider, long apiCalls, Long inputTokens, Long cachedInputTokens, Long outputTokens,
        BigDecimal costUsd, long unpricedCalls) {
}
