package dev.tavilypipeline.analytics.oracle;

import java.math.BigDecimal;
import java.util.List;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunStatus;

/** What a run cost. */
record RunCost(AgentRunRow run, long apiCalls, BigDecimal credits, long inputTokens, long outputTokens, BigDecimal costUsd,
        long unpricedCalls) {

    static RunCost recorded(AgentRunRow run) {
        return new RunCost(run, run.totalApiCalls(), run.totalCredits(), run.totalInputTokens(), run.totalOutputTokens(),
                run.costUsd(), run.unpricedCalls());
    }

    static RunCost of(AgentRunRow run, List<ApiCallRow> calls) {
        return new RunCost(run, calls.size(), OracleMath.money(calls, ApiCallRow::credits),
                OracleMath.tokens(calls, ApiCallRow::inputTokens), OracleMath.tokens(calls, ApiCallRow::outputTokens),
                OracleMath.money(calls, ApiCallRow::costUsd), OracleMath.count(calls, call -> call.costUsd() == null));
    }

    boolean isOfAFailedRun() {
        return run.status() == RunStatus.FAILED || run.status() == RunStatus.ABANDONED;
    }
}
