package dev.tavilypipeline.analytics.kpi;

import java.util.List;

/**
 * A group of KPIs.
 *
 * @param name also its path under {@code /kpis}
 * @param figures its headline figures: one row
 * @param breakdowns its lists
 */
public record KpiGroup(String name, KpiTable<?> figures, List<KpiTable<?>> breakdowns) {
}
