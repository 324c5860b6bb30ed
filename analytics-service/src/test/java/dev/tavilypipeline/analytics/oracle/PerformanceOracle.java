package dev.tavilypipeline.analytics.oracle;

import static dev.tavilypipeline.analytics.oracle.OracleMath.byText;
import static dev.tavilypipeline.analytics.oracle.OracleMath.count;
import static dev.tavilypipeline.analytics.oracle.OracleMath.grouped;
import static dev.tavilypipeline.analytics.oracle.OracleMath.highestFirst;
import static dev.tavilypipeline.analytics.oracle.OracleMath.mean;
import static dev.tavilypipeline.analytics.oracle.OracleMath.percentile;
import static dev.tavilypipeline.analytics.oracle.OracleMath.ratio;
import static dev.tavilypipeline.analytics.oracle.OracleMath.row;
import static dev.tavilypipeline.analytics.oracle.OracleMath.sorted;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepStatus;

/** {@code sql/kpis/performance*.sql}. */
record PerformanceOracle(OracleSelection rows, int top) {

    Map<String, Object> figures() {
        Map<String, Object> figures = times(rows.runs());
        figures.put("avg_ms", mean(sorted(rows.runs(), AgentRunRow::totalLatencyMs)));
        return figures;
    }

    Map<String, Object> slowestStep() {
        Map<String, Object> slowest = steps().stream().filter(step -> step.get("p95_ms") != null)
                .min(highestFirst("p95_ms").thenComparing(byText("step_name"))).orElse(Map.of());
        return row("step_name", slowest.get("step_name"), "p95_ms", slowest.get("p95_ms"));
    }

    List<Map<String, Object>> overTime(OracleBuckets buckets) {
        return buckets.rows(rows.runs(), AgentRunRow::requestedAt, PerformanceOracle::times);
    }

    private static Map<String, Object> times(List<AgentRunRow> runs) {
        double[] times = sorted(runs, AgentRunRow::totalLatencyMs);
        Map<String, Object> figures = row("samples", (long) times.length);
        figures.putAll(percentiles(times));
        return figures;
    }

    private static Map<String, Object> percentiles(double... times) {
        return row("p50_ms", percentile(times, 0.5), "p95_ms", percentile(times, 0.95), "p99_ms", percentile(times, 0.99));
    }

    List<Map<String, Object>> steps() {
        Map<String, List<RunStepRow>> byName = new TreeMap<>();
        grouped(rows.steps(), RunStepRow::stepName).forEach((name, steps) -> byName.put(name.wireName(), steps));
        double whole = byName.values().stream().map(PerformanceOracle::measured).flatMapToDouble(Arrays::stream).sum();
        return byName.entrySet().stream().map(step -> step(step.getKey(), step.getValue(), whole)).toList();
    }

    private static double[] measured(Collection<RunStepRow> steps) {
        return sorted(steps.stream().filter(step -> step.status() != StepStatus.SKIPPED).toList(), RunStepRow::latencyMs);
    }

    private static Map<String, Object> step(String name, List<RunStepRow> steps, double whole) {
        double[] times = measured(steps);
        long success = count(steps, step -> step.status() == StepStatus.SUCCESS);
        long failed = count(steps, step -> step.status() == StepStatus.FAILED);
        Map<String, Object> row = row("step_name", name, "success", success, "failed", failed, "skipped",
                count(steps, step -> step.status() == StepStatus.SKIPPED), "failure_ratio", ratio(failed, success + failed),
                "samples", (long) times.length);
        row.putAll(percentiles(times));
        row.put("avg_ms", mean(times));
        row.put("time_share", whole == 0 ? null : (Double) (Arrays.stream(times).sum() / whole));
        return row;
    }

    List<Map<String, Object>> providers() {
        List<ApiCallRow> asked = rows.calls().stream().filter(call -> !call.cacheHit()).toList();
        return grouped(asked, call -> List.of(call.provider(), call.operation())).values().stream()
                .map(PerformanceOracle::provider).sorted(byText("provider").thenComparing(byText("operation"))).toList();
    }

    private static Map<String, Object> provider(List<ApiCallRow> calls) {
        long failed = count(calls, call -> call.status() == CallStatus.FAILED);
        Map<String, Object> row = row("provider", calls.get(0).provider(), "operation", calls.get(0).operation(), "api_calls",
                (long) calls.size(), "failed_calls", failed, "failure_ratio", ratio(failed, calls.size()));
        row.putAll(percentiles(sorted(calls, ApiCallRow::latencyMs)));
        return row;
    }

    List<Map<String, Object>> slowestRuns() {
        List<Map<String, Object>> slowest = rows.runs().stream().filter(run -> run.totalLatencyMs() != null)
                .map(run -> row("run_id", run.runId().toString(), "company_name", run.companyName(), "status",
                        run.status().wireName(), "requested_at", run.requestedAt(), "total_latency_ms", run.totalLatencyMs(),
                        "total_api_calls", (long) run.totalApiCalls(), "cost_usd", run))
                .sorted(highestFirst("total_latency_ms").thenComparing(byText("run_id"))).limit(top).toList();
        slowest.forEach(row -> row.put("cost_usd", rows.wholeCost((AgentRunRow) row.get("cost_usd"))));
        return slowest;
    }
}
