package dev.tavilypipeline.analytics.kpi.health;

/** A row of {@code sql/kpis/health_errors_by_type.sql}, whose header defines each column. */
record ErrorRow(String errorType, long runs, Double share) {
}
