package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs_repeated_queries.sql}, whose header defines each column. */
record RepeatedQueryRow(String query, long runs, BigDecimal costUsd, BigDecimal avoidableCostUsd) {
}
