package dev.tavilypipeline.analytics.kpi.costs;

import java.util.List;

import dev.tavilypipeline.analytics.kpi.KpiGroup;
import dev.tavilypipeline.analytics.kpi.KpiTable;

/** Cost Efficiency: what do the runs cost, and how much of it buys nothing? */
public final class CostsTables {

    public static final KpiTable<CostFigures> FIGURES = KpiTable.of("costs", "costs", CostFigures.class);
    static final KpiTable<CostBucket> OVER_TIME = KpiTable.of("over_time", "costs_over_time", CostBucket.class);
    static final KpiTable<ProviderCostRow> BY_PROVIDER = KpiTable.of("by_provider", "costs_by_provider", ProviderCostRow.class);
    static final KpiTable<ProviderCostBucket> BY_PROVIDER_OVER_TIME = KpiTable.of("by_provider_over_time",
            "costs_by_provider_over_time", ProviderCostBucket.class);
    static final KpiTable<ModelCostRow> BY_MODEL = KpiTable.of("by_model", "costs_by_model", ModelCostRow.class);
    static final KpiTable<CompanyCostRow> BY_COMPANY = KpiTable.of("by_company", "costs_by_company", CompanyCostRow.class);
    static final KpiTable<ExpensiveQueryRow> EXPENSIVE_QUERIES = KpiTable.of("expensive_queries", "costs_expensive_queries",
            ExpensiveQueryRow.class);
    static final KpiTable<RepeatedQueryRow> REPEATED_QUERIES = KpiTable.of("repeated_queries", "costs_repeated_queries",
            RepeatedQueryRow.class);
    static final KpiTable<RunsByCallsRow> RUNS_BY_CALLS = KpiTable.of("runs_by_calls", "costs_runs_by_calls",
            RunsByCallsRow.class);

    public static final KpiGroup GROUP = new KpiGroup("costs", FIGURES,
            List.of(OVER_TIME, BY_PROVIDER, BY_PROVIDER_OVER_TIME, BY_MODEL, BY_COMPANY, EXPENSIVE_QUERIES, REPEATED_QUERIES,
                    RUNS_BY_CALLS));

    private CostsTables() {
    }
}
