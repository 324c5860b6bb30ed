package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs_runs_by_calls.sql}, whose header defines each column. */
record RunsByCallsRow(long apiCalls, long runs, BigDecimal costUsd) {
}
