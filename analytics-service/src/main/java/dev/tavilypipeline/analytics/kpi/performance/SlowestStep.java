package dev.tavilypipeline.analytics.kpi.performance;

/** The row of {@code sql/kpis/performance_slowest_step.sql}, whose header defines each column. */
public record SlowestStep(String stepName, Double p95Ms) {
}
