package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs_expensive_queries.sql}, whose header defines each column. */
record ExpensiveQueryRow(String query, long runs, long apiCalls, BigDecimal costUsd, Double costPerRunUsd) {
}
