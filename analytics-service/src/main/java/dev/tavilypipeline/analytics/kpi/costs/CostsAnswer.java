package dev.tavilypipeline.analytics.kpi.costs;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import dev.tavilypipeline.analytics.kpi.Meta;

/**
 * @param previous of the compared window; null when nothing is compared
 * @param overTime all buckets of the window, in order
 * @param byProviderOverTime a row for each bucket and provider with calls, in order
 */
@JsonPropertyOrder("meta")
record CostsAnswer(CostFigures costs, CostFigures previous, List<CostBucket> overTime, List<ProviderCostRow> byProvider,
        List<ProviderCostBucket> byProviderOverTime, List<ModelCostRow> byModel, List<CompanyCostRow> byCompany,
        List<ExpensiveQueryRow> expensiveQueries,
        List<RepeatedQueryRow> repeatedQueries, List<RunsByCallsRow> runsByCalls, Meta meta) {
}
