package dev.tavilypipeline.analytics.kpi.performance;

/** A row of {@code sql/kpis/performance_steps.sql}, whose header defines each column. */
record StepRow(String stepName, long success, long failed, long skipped, Double failureRatio, long samples, Double p50Ms,
        Double p95Ms, Double p99Ms, Double avgMs, Double timeShare) {
}
