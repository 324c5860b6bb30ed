package dev.tavilypipeline.analytics.kpi.usage;

/** A row of {@code sql/kpis/usage.sql}, whose header defines each column. */
public record UsageFigures(long runs, long uniqueCompanies, String topCompany, Integer busiestHour) {
}
