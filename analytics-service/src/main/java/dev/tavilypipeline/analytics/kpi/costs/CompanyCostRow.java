package dev.tavilypipeline.analytics.kpi.costs;

import java.math.BigDecimal;

/** A row of {@code sql/kpis/costs_by_company.sql}, whose header defines each column. */
record CompanyCostRow(String companyName, long runs, long apiCalls, BigDecimal costUsd, Double costPerRunUsd,
        long unpricedCalls) {
}
