package dev.tavilypipeline.analytics.kpi.usage;

import java.util.List;

import dev.tavilypipeline.analytics.kpi.KpiGroup;
import dev.tavilypipeline.analytics.kpi.KpiTable;

/** Usage & Demand: how much is asked, about whom, and when? */
public final class UsageTables {

    public static final KpiTable<UsageFigures> FIGURES = KpiTable.of("usage", "usage", UsageFigures.class);
    static final KpiTable<UsageBucket> OVER_TIME = KpiTable.of("over_time", "usage_over_time", UsageBucket.class);
    static final KpiTable<CompanyRow> TOP_COMPANIES = KpiTable.of("top_companies", "usage_top_companies", CompanyRow.class);
    static final KpiTable<IndustryRow> INDUSTRIES = KpiTable.of("industries", "usage_industries", IndustryRow.class);
    static final KpiTable<HourRow> HOURS = KpiTable.of("hours", "usage_hours", HourRow.class);

    public static final KpiGroup GROUP = new KpiGroup("usage", FIGURES,
            List.of(OVER_TIME, TOP_COMPANIES, INDUSTRIES, HOURS));

    private UsageTables() {
    }
}
