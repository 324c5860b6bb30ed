package dev.tavilypipeline.analytics.kpi.health;

/** A row of {@code sql/kpis/health_runs_by_status.sql}, whose header defines each column. */
record StatusRow(String status, long runs, Double share) {
}
