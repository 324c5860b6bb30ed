package dev.tavilypipeline.analytics.oracle;

import static dev.tavilypipeline.analytics.oracle.OracleMath.divided;
import static dev.tavilypipeline.analytics.oracle.OracleMath.grouped;
import static dev.tavilypipeline.analytics.oracle.OracleMath.highestFirst;
import static dev.tavilypipeline.analytics.oracle.OracleMath.money;
import static dev.tavilypipeline.analytics.oracle.OracleMath.row;
import static dev.tavilypipeline.analytics.oracle.OracleMath.sum;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code costs_expensive_queries.sql} and {@code costs_repeated_queries.sql} of {@code sql/kpis}. */
record QueryCostOracle(List<RunCost> costs, int top) {

    private Map<String, List<RunCost>> byQuery() {
        return grouped(costs, cost -> OracleNames.key(cost.run().query()));
    }

    /** All but the first run of each query. */
    List<RunCost> askedAgain() {
        return byQuery().values().stream().flatMap(same -> again(same).stream()).toList();
    }

    private static List<RunCost> again(List<RunCost> same) {
        return same.stream().sorted(Comparator.comparing(RunCost::run, OracleSelection.FIRST_ASKED)).skip(1).toList();
    }

    List<Map<String, Object>> expensive() {
        return byQuery().entrySet().stream()
                .sorted(Map.Entry.<String, List<RunCost>> comparingByValue(
                        Comparator.<List<RunCost>, BigDecimal> comparing(same -> money(same, RunCost::costUsd)).reversed())
                        .thenComparing(Map.Entry.comparingByKey(OracleNames.BY_CODE_POINT)))
                .map(Map.Entry::getValue).limit(top)
                .map(same -> row("query", OracleNames.spelling(same.stream().map(cost -> cost.run().query())), "runs",
                        (long) same.size(), "api_calls", sum(same, RunCost::apiCalls), "cost_usd",
                        money(same, RunCost::costUsd),
                        "cost_per_run_usd", divided(money(same, RunCost::costUsd).doubleValue(), same.size())))
                .toList();
    }

    List<Map<String, Object>> repeated() {
        return byQuery().entrySet().stream().filter(query -> query.getValue().size() > 1)
                .sorted(Map.Entry.comparingByKey(OracleNames.BY_CODE_POINT)).map(Map.Entry::getValue)
                .map(same -> row("query", OracleNames.spelling(same.stream().map(cost -> cost.run().query())), "runs",
                        (long) same.size(), "cost_usd", money(same, RunCost::costUsd), "avoidable_cost_usd",
                        money(again(same), RunCost::costUsd)))
                .sorted(highestFirst("avoidable_cost_usd").thenComparing(highestFirst("runs"))).limit(top).toList();
    }
}
