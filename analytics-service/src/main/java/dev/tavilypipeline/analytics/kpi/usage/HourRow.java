package dev.tavilypipeline.analytics.kpi.usage;

/** A row of {@code sql/kpis/usage_hours.sql}, whose header defines each column. */
record HourRow(int weekday, int hour, long runs) {
}
