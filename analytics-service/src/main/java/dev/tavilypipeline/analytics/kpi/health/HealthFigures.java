package dev.tavilypipeline.analytics.kpi.health;

/** A row of {@code sql/kpis/health.sql}, whose header defines each column. */
public record HealthFigures(long runs, long success, long partial, long failed, long cancelled, long abandoned, Double successRatio, String topErrorType) {
}
