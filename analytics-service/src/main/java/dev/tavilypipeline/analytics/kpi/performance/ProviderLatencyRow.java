package dev.tavilypipeline.analytics.kpi.performance;

/** A row of {@code sql/kpis/performance_providers.sql}, whose header defines each column. */
record ProviderLatencyRow(String provider, String operation, long apiCalls, long failedCalls, Double failureRatio, Double p50Ms,
        Double p95Ms, Double p99Ms) {
}
