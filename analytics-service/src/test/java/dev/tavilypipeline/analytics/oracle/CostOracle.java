package dev.tavilypipeline.analytics.oracle;

import static dev.tavilypipeline.analytics.oracle.OracleMath.byText;
import static dev.tavilypipeline.analytics.oracle.OracleMath.count;
import static dev.tavilypipeline.analytics.oracle.OracleMath.divided;
import static dev.tavilypipeline.analytics.oracle.OracleMath.grouped;
import static dev.tavilypipeline.analytics.oracle.OracleMath.money;
import static dev.tavilypipeline.analytics.oracle.OracleMath.ratio;
import static dev.tavilypipeline.analytics.oracle.OracleMath.row;
import static dev.tavilypipeline.analytics.oracle.OracleMath.sum;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;

/**
 * {@code costs.sql}, {@code costs_over_time.sql}, {@code costs_by_provider*.sql} and {@code costs_runs_by_calls.sql} of
 * {@code sql/kpis}.
 */
record CostOracle(OracleSelection rows) {

    Map<String, Object> figures() {
        List<RunCost> costs = rows.costs();
        List<RunCost> again = new QueryCostOracle(costs, Integer.MAX_VALUE).askedAgain();
        Map<String, Object> row = row("runs", (long) costs.size(), "api_calls", sum(costs, RunCost::apiCalls),
                "calls_per_run", ratio(sum(costs, RunCost::apiCalls), costs.size()),
                "credits", money(costs, RunCost::credits), "input_tokens", sum(costs, RunCost::inputTokens),
                "output_tokens", sum(costs, RunCost::outputTokens));
        row.putAll(spent(costs));
        row.put("unpriced_calls", sum(costs, RunCost::unpricedCalls));
        row.put("duplicate_queries", (long) grouped(again, cost -> OracleNames.key(cost.run().query())).size());
        row.put("avoidable_cost_usd", money(again, RunCost::costUsd));
        row.put("failed_cost_usd", ofFailedRuns(costs));
        row.put("retry_cost_usd",
                money(rows.calls().stream().filter(call -> call.attempt() > 1).toList(), ApiCallRow::costUsd));
        row.put("cache_hits", count(rows.calls(), ApiCallRow::cacheHit));
        row.put("cache_saved_usd", new RoundedMoney(grouped(rows.calls(), call -> List.of(call.provider(), call.operation()))
                .values().stream().mapToDouble(CostOracle::saved).sum()));
        return row;
    }

    private static Map<String, Object> spent(List<RunCost> costs) {
        BigDecimal cost = money(costs, RunCost::costUsd);
        return row("cost_usd", cost, "cost_per_run_usd", divided(cost.doubleValue(), costs.size()));
    }

    private static BigDecimal ofFailedRuns(List<RunCost> costs) {
        return money(costs.stream().filter(RunCost::isOfAFailedRun).toList(), RunCost::costUsd);
    }

    private static double saved(List<ApiCallRow> calls) {
        double mean = calls.stream()
                .filter(call -> !call.cacheHit() && call.status() == CallStatus.SUCCESS && call.costUsd() != null)
                .mapToDouble(call -> call.costUsd().doubleValue()).average().orElse(0);
        return mean * count(calls, ApiCallRow::cacheHit);
    }

    List<Map<String, Object>> overTime(OracleBuckets buckets) {
        return buckets.rows(rows.costs(), cost -> cost.run().requestedAt(), costs -> {
            Map<String, Object> row = row("runs", (long) costs.size(), "api_calls", sum(costs, RunCost::apiCalls),
                    "calls_per_run", ratio(sum(costs, RunCost::apiCalls), costs.size()));
            row.putAll(spent(costs));
            row.put("failed_cost_usd", ofFailedRuns(costs));
            row.put("unpriced_calls", sum(costs, RunCost::unpricedCalls));
            return row;
        });
    }

    List<Map<String, Object>> byProvider() {
        return grouped(rows.calls(), call -> List.of(call.provider(), call.operation())).values().stream()
                .map(CostOracle::provider).sorted(byText("provider").thenComparing(byText("operation"))).toList();
    }

    List<Map<String, Object>> byProviderOverTime(OracleBuckets buckets) {
        List<List<Map<String, Object>>> providers = new TreeMap<>(grouped(rows.calls(), ApiCallRow::provider)).entrySet()
                .stream()
                .map(calls -> buckets.rows(calls.getValue(), ApiCallRow::requestedAt,
                        own -> row("provider", calls.getKey(), "api_calls", (long) own.size(), "cost_usd",
                                money(own, ApiCallRow::costUsd), "unpriced_calls", count(own, call -> call.costUsd() == null))))
                .toList();
        return providers.stream().flatMap(List::stream).filter(row -> (long) row.get("api_calls") > 0)
                .sorted(Comparator.comparing(row -> (Instant) row.get("start"))).toList();
    }

    private static Map<String, Object> provider(List<ApiCallRow> calls) {
        return row("provider", calls.get(0).provider(), "operation", calls.get(0).operation(), "api_calls", (long) calls.size(),
                "failed_calls", count(calls, call -> call.status() == CallStatus.FAILED),
                "cache_hits", count(calls, ApiCallRow::cacheHit), "credits", money(calls, ApiCallRow::credits),
                "input_tokens", OracleMath.tokens(calls, ApiCallRow::inputTokens),
                "output_tokens", OracleMath.tokens(calls, ApiCallRow::outputTokens),
                "cost_usd", money(calls, ApiCallRow::costUsd), "unpriced_calls", count(calls, call -> call.costUsd() == null));
    }

    List<Map<String, Object>> runsByCalls() {
        return new TreeMap<>(grouped(rows.costs(), RunCost::apiCalls)).entrySet().stream()
                .map(same -> row("api_calls", same.getKey(), "runs", (long) same.getValue().size(), "cost_usd",
                        money(same.getValue(), RunCost::costUsd)))
                .toList();
    }
}
