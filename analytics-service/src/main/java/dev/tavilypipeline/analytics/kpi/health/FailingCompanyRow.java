package dev.tavilypipeline.analytics.kpi.health;

/** A row of {@code sql/kpis/health_failing_companies.sql}, whose header defines each column. */
record FailingCompanyRow(String companyName, long runs, long failed, Double failureRatio, long minimumRuns) {
}
