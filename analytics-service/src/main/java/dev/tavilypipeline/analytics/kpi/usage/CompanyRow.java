package dev.tavilypipeline.analytics.kpi.usage;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/usage_top_companies.sql}, whose header defines each column. */
record CompanyRow(String companyName, long runs, Double successRatio, BigDecimal costUsd) {
}
