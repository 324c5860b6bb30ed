package dev.tavilypipeline.analytics.kpi.performance;

import java.math.BigDecimal;
import java.time.Instant;

/** A row of {@code sql/kpis/performance_slowest_runs.sql}, whose header defines each column. */
record SlowRunRow(String runId, String companyName, String status, Instant requestedAt, Double totalLatencyMs,
        long totalApiCalls, BigDecimal costUsd) {
}
