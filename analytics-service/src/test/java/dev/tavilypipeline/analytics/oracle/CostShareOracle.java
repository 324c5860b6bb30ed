package dev.tavilypipeline.analytics.oracle;

import static dev.tavilypipeline.analytics.oracle.OracleMath.byText;
import static dev.tavilypipeline.analytics.oracle.OracleMath.count;
import static dev.tavilypipeline.analytics.oracle.OracleMath.divided;
import static dev.tavilypipeline.analytics.oracle.OracleMath.grouped;
import static dev.tavilypipeline.analytics.oracle.OracleMath.highestFirst;
import static dev.tavilypipeline.analytics.oracle.OracleMath.money;
import static dev.tavilypipeline.analytics.oracle.OracleMath.row;
import static dev.tavilypipeline.analytics.oracle.OracleMath.sum;
import static dev.tavilypipeline.analytics.oracle.OracleMath.tokens;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.contract.ApiCallRow;

/** {@code costs_by_model.sql} and {@code costs_by_company.sql} of {@code sql/kpis}. */
record CostShareOracle(OracleSelection rows, int top) {

    List<Map<String, Object>> byModel() {
        List<ApiCallRow> named = rows.calls().stream().filter(call -> call.model() != null).toList();
        return grouped(named, call -> List.of(call.model(), call.provider())).values().stream().map(CostShareOracle::model)
                .sorted(highestFirst("cost_usd").thenComparing(byText("model")).thenComparing(byText("provider")))
                .limit(top).toList();
    }

    private static Map<String, Object> model(List<ApiCallRow> calls) {
        return row("model", calls.get(0).model(), "provider", calls.get(0).provider(), "api_calls", (long) calls.size(),
                "input_tokens", tokens(calls, ApiCallRow::inputTokens),
                "cached_input_tokens", tokens(calls, ApiCallRow::cachedInputTokens),
                "output_tokens", tokens(calls, ApiCallRow::outputTokens), "cost_usd", money(calls, ApiCallRow::costUsd),
                "unpriced_calls", count(calls, call -> call.costUsd() == null));
    }

    List<Map<String, Object>> byCompany() {
        return grouped(rows.costs(), cost -> OracleNames.key(cost.run().companyName())).entrySet().stream()
                .sorted(Map.Entry.<String, List<RunCost>> comparingByValue(
                        Comparator.<List<RunCost>, BigDecimal> comparing(same -> money(same, RunCost::costUsd)).reversed())
                        .thenComparing(Map.Entry.comparingByKey(OracleNames.BY_CODE_POINT)))
                .map(Map.Entry::getValue).limit(top).map(CostShareOracle::company).toList();
    }

    private static Map<String, Object> company(List<RunCost> costs) {
        BigDecimal cost = money(costs, RunCost::costUsd);
        return row("company_name", OracleNames.spelling(costs.stream().map(each -> each.run().companyName())), "runs",
                (long) costs.size(), "api_calls", sum(costs, RunCost::apiCalls), "cost_usd", cost, "cost_per_run_usd",
                divided(cost.doubleValue(), costs.size()), "unpriced_calls", sum(costs, RunCost::unpricedCalls));
    }
}
