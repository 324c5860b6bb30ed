package dev.tavilypipeline.analytics.kpi.performance;

/** A row of {@code sql/kpis/performance.sql}, whose header defines each column. */
public record PerformanceFigures(long samples, Double p50Ms, Double p95Ms, Double p99Ms, Double avgMs) {
}
