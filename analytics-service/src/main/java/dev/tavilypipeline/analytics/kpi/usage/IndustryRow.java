package dev.tavilypipeline.analytics.kpi.usage;

/** A row of {@code sql/kpis/usage_industries.sql}, whose header defines each column. */
record IndustryRow(String industry, long runs, Double share) {
}
