package dev.tavilypipeline.analytics.kpi.health;

/** A row of {@code sql/kpis/health_failing_steps.sql}, whose header defines each column. */
record FailingStepRow(String stepName, String errorType, long failed, Double share) {
}
