package dev.tavilypipeline.analytics.oracle;

import static dev.tavilypipeline.analytics.oracle.OracleMath.byText;
import static dev.tavilypipeline.analytics.oracle.OracleMath.count;
import static dev.tavilypipeline.analytics.oracle.OracleMath.grouped;
import static dev.tavilypipeline.analytics.oracle.OracleMath.highestFirst;
import static dev.tavilypipeline.analytics.oracle.OracleMath.ratio;
import static dev.tavilypipeline.analytics.oracle.OracleMath.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepName;
import dev.tavilypipeline.contract.StepStatus;

/** {@code sql/kpis/health*.sql}. */
record HealthOracle(OracleSelection rows, int top) {

    private static final List<RunStatus> ENDS = List.of(RunStatus.SUCCESS, RunStatus.PARTIAL, RunStatus.FAILED,
            RunStatus.CANCELLED, RunStatus.ABANDONED);
    private static final int MINIMUM_RUNS = 3;

    Map<String, Object> figures() {
        Map<String, Object> figures = byStatus(rows.runs());
        figures.put("top_error_type", allErrors().stream().findFirst().map(row -> row.get("error_type")).orElse(null));
        return figures;
    }

    List<Map<String, Object>> overTime(OracleBuckets buckets) {
        return buckets.rows(rows.runs(), AgentRunRow::requestedAt, HealthOracle::byStatus);
    }

    private static Map<String, Object> byStatus(List<AgentRunRow> runs) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("runs", (long) runs.size());
        ENDS.forEach(end -> figures.put(end.wireName(), count(runs, run -> run.status() == end)));
        figures.put("success_ratio", successRatio(runs));
        return figures;
    }

    static Double successRatio(List<AgentRunRow> runs) {
        return ratio(count(runs, run -> run.status() == RunStatus.SUCCESS),
                count(runs, run -> run.status() != RunStatus.CANCELLED));
    }

    List<Map<String, Object>> runsByStatus() {
        return ENDS.stream().map(end -> status(end.wireName(), count(rows.runs(), run -> run.status() == end))).toList();
    }

    private Map<String, Object> status(String status, long runs) {
        return row("status", status, "runs", runs, "share", ratio(runs, rows.runs().size()));
    }

    List<Map<String, Object>> errorsByType() {
        return allErrors().stream().limit(top).toList();
    }

    private List<Map<String, Object>> allErrors() {
        List<AgentRunRow> notCancelled = notCancelled();
        return grouped(notCancelled, AgentRunRow::errorType).entrySet().stream()
                .map(error -> row("error_type", error.getKey(), "runs", (long) error.getValue().size(), "share",
                        ratio(error.getValue().size(), notCancelled.size())))
                .sorted(highestFirst("runs").thenComparing(byText("error_type"))).toList();
    }

    private List<AgentRunRow> notCancelled() {
        return rows.runs().stream().filter(run -> run.status() != RunStatus.CANCELLED).toList();
    }

    List<Map<String, Object>> failingCompanies() {
        List<Map.Entry<String, Map<String, Object>>> companies = new ArrayList<>();
        grouped(notCancelled(), run -> OracleNames.key(run.companyName())).forEach((key, runs) -> {
            long failed = count(runs, run -> run.status() == RunStatus.FAILED || run.status() == RunStatus.ABANDONED);
            if (runs.size() >= MINIMUM_RUNS && failed > 0) {
                companies.add(Map.entry(key,
                        row("company_name", OracleNames.spelling(runs.stream().map(AgentRunRow::companyName)),
                                "runs", (long) runs.size(), "failed", failed, "failure_ratio", ratio(failed, runs.size()),
                                "minimum_runs", (long) MINIMUM_RUNS)));
            }
        });
        companies.sort(Map.Entry.<String, Map<String, Object>> comparingByValue(
                highestFirst("failure_ratio").thenComparing(highestFirst("failed")))
                .thenComparing(Map.Entry.comparingByKey(OracleNames.BY_CODE_POINT)));
        return companies.stream().map(Map.Entry::getValue).limit(top).toList();
    }

    List<Map<String, Object>> failingSteps() {
        List<RunStepRow> failed = rows.steps().stream().filter(step -> step.status() == StepStatus.FAILED).toList();
        Map<String, Long> reached = new HashMap<>();
        for (StepName name : StepName.values()) {
            reached.put(name.wireName(),
                    count(rows.steps(), step -> step.stepName() == name && step.status() != StepStatus.SKIPPED));
        }
        return failures(
                grouped(failed, step -> List.<Object> of(step.stepName().wireName(), Optional.ofNullable(step.errorType()))),
                "step_name", "failed", reached);
    }

    List<Map<String, Object>> callErrors() {
        List<ApiCallRow> failed = rows.calls().stream().filter(call -> call.status() == CallStatus.FAILED).toList();
        return failures(grouped(failed, call -> List.<Object> of(call.provider(), Optional.ofNullable(call.errorType()))),
                "provider",
                "failed_calls",
                rows.calls().stream().collect(Collectors.groupingBy(ApiCallRow::provider, Collectors.counting())));
    }

    private <T> List<Map<String, Object>> failures(Map<List<Object>, List<T>> groups, String name, String failed,
            Map<String, Long> totals) {
        Comparator<Map<String, Object>> order = highestFirst(failed).thenComparing(byText(name))
                .thenComparing(byText("error_type"));
        return groups.entrySet().stream().map(group -> row(name, group.getKey().get(0), "error_type",
                ((Optional<?>) group.getKey().get(1)).orElse(null), failed, (long) group.getValue().size(), "share",
                ratio(group.getValue().size(), totals.get((String) group.getKey().get(0))))).sorted(order).limit(top).toList();
    }
}
