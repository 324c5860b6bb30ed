package dev.tavilypipeline.analytics.kpi.health;

/** A row of {@code sql/kpis/health_call_errors.sql}, whose header defines each column. */
record CallErrorRow(String provider, String errorType, long failedCalls, Double share) {
}
