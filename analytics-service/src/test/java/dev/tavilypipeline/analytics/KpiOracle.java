package dev.tavilypipeline.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.CallStatus;
import dev.tavilypipeline.contract.RunStatus;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepStatus;

/** What the KPIs of a window must be, computed in plain Java from the rows by the definitions in {@code sql/kpis}. */
final class KpiOracle {

    private static final List<RunStatus> ENDS = Arrays.stream(RunStatus.values()).filter(RunStatus::isEnd).toList();

    private final List<AgentRunRow> runs;
    private final List<RunStepRow> steps;
    private final List<ApiCallRow> calls;

    /** @param simulated null for all */
    KpiOracle(SampleRows rows, Instant from, Instant to, Boolean simulated) {
        this.runs = rows.runs().stream()
                .filter(run -> !run.requestedAt().isBefore(from) && run.requestedAt().isBefore(to))
                .filter(run -> simulated == null || run.simulated() == simulated)
                .toList();
        Map<UUID, AgentRunRow> byId = runs.stream().collect(Collectors.toMap(AgentRunRow::runId, Function.identity()));
        this.steps = rows.steps().stream().filter(step -> byId.containsKey(step.runId())).toList();
        this.calls = rows.calls().stream().filter(call -> byId.containsKey(call.runId())).toList();
    }

    Map<String, Object> health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("runs", (long) runs.size());
        for (RunStatus end : ENDS) {
            health.put(end.wireName(), count(runs, run -> run.status() == end));
        }
        health.put("success_ratio", successRatio(runs));
        health.put("top_error_type", errorsByType().stream().map(row -> row.get("error_type")).findFirst().orElse(null));
        return health;
    }

    List<Map<String, Object>> runsByStatus() {
        return ENDS.stream().map(end -> row("status", end.wireName(), "runs", count(runs, run -> run.status() == end),
                "share", ratio(count(runs, run -> run.status() == end), runs.size()))).toList();
    }

    List<Map<String, Object>> errorsByType() {
        List<AgentRunRow> notCancelled = runs.stream().filter(run -> run.status() != RunStatus.CANCELLED).toList();
        return mostFirst(notCancelled.stream().map(AgentRunRow::errorType).filter(Objects::nonNull).toList(),
                Function.identity())
                .stream().map(error -> row("error_type", error.getKey(), "runs", error.getValue(),
                        "share", ratio(error.getValue(), notCancelled.size())))
                .toList();
    }

    Map<String, Object> performance() {
        double[] latencies = sorted(runs.stream().map(AgentRunRow::totalLatencyMs));
        Map<String, Object> slowest = steps().stream().filter(step -> step.get("p95_ms") != null)
                .max(Comparator.<Map<String, Object>> comparingDouble(step -> (double) step.get("p95_ms"))
                        .thenComparing(step -> (String) step.get("step_name"), Comparator.reverseOrder()))
                .orElse(Map.of());
        return row("p50_ms", percentile(latencies, 0.5), "p95_ms", percentile(latencies, 0.95), "p99_ms",
                percentile(latencies, 0.99), "avg_ms", mean(latencies), "slowest_step", slowest.get("step_name"),
                "slowest_step_p95_ms", slowest.get("p95_ms"));
    }

    List<Map<String, Object>> steps() {
        return new TreeMap<>(steps.stream().collect(Collectors.groupingBy(step -> step.stepName().wireName()))).entrySet()
                .stream().map(step -> step(step.getKey(), step.getValue())).toList();
    }

    private static Map<String, Object> step(String name, List<RunStepRow> rows) {
        double[] latencies = sorted(rows.stream().filter(row -> row.status() != StepStatus.SKIPPED).map(RunStepRow::latencyMs));
        long success = count(rows, row -> row.status() == StepStatus.SUCCESS);
        long failed = count(rows, row -> row.status() == StepStatus.FAILED);
        return row("step_name", name, "success", success, "failed", failed, "skipped",
                count(rows, row -> row.status() == StepStatus.SKIPPED), "failure_ratio", ratio(failed, success + failed),
                "p50_ms", percentile(latencies, 0.5), "p95_ms", percentile(latencies, 0.95), "p99_ms",
                percentile(latencies, 0.99), "avg_ms", mean(latencies));
    }

    Map<String, Object> usage() {
        List<Map<String, Object>> companies = companies();
        return row("runs", (long) runs.size(), "unique_companies", (long) companies.size(), "top_company",
                companies.isEmpty() ? null : companies.get(0).get("company_name"), "busiest_hour",
                runsByHour().stream().filter(hour -> (long) hour.get("runs") > 0)
                        .max(Comparator.<Map<String, Object>> comparingLong(hour -> (long) hour.get("runs"))
                                .thenComparing(hour -> (long) hour.get("hour_utc"), Comparator.reverseOrder()))
                        .map(hour -> hour.get("hour_utc")).orElse(null));
    }

    List<Map<String, Object>> topCompanies() {
        return companies().stream().limit(10).toList();
    }

    private List<Map<String, Object>> companies() {
        List<AgentRunRow> named = runs.stream()
                .filter(run -> run.companyName() != null && !run.companyName().isBlank()).toList();
        Function<AgentRunRow, String> company = run -> run.companyName().strip().toLowerCase(Locale.ROOT);
        Map<String, List<AgentRunRow>> byCompany = named.stream().collect(Collectors.groupingBy(company));
        return mostFirst(named, company).stream().map(Map.Entry::getKey).map(byCompany::get).map(own -> row(
                "company_name", own.stream().map(run -> run.companyName().strip()).min(Comparator.naturalOrder()).orElseThrow(),
                "runs", (long) own.size(), "success_ratio", successRatio(own), "cost_usd", cost(own))).toList();
    }

    List<Map<String, Object>> industries() {
        List<Map<String, Object>> rows = new ArrayList<>();
        // null sorts last among equals
        mostFirst(runs, run -> run.industry() == null ? "\uffff" : run.industry()).forEach(industry -> rows.add(
                row("industry", industry.getKey().equals("\uffff") ? null : industry.getKey(), "runs", industry.getValue(),
                        "share", ratio(industry.getValue(), runs.size()))));
        return rows;
    }

    List<Map<String, Object>> runsByHour() {
        return IntStream.range(0, 24).mapToObj(hour -> row("hour_utc", (long) hour, "runs",
                count(runs, run -> run.requestedAt().atOffset(ZoneOffset.UTC).getHour() == hour))).toList();
    }

    Map<String, Object> costs() {
        long apiCalls = runs.stream().mapToLong(AgentRunRow::totalApiCalls).sum();
        List<Map<String, Object>> repeated = repeatedQueries();
        return row("api_calls", apiCalls, "calls_per_run", ratio(apiCalls, runs.size()),
                "credits", runs.stream().map(AgentRunRow::totalCredits).reduce(BigDecimal.ZERO, BigDecimal::add),
                "input_tokens", runs.stream().mapToLong(AgentRunRow::totalInputTokens).sum(),
                "output_tokens", runs.stream().mapToLong(AgentRunRow::totalOutputTokens).sum(),
                "cost_usd", cost(runs),
                "cost_per_run_usd", runs.isEmpty() ? null : cost(runs).doubleValue() / runs.size(),
                "duplicate_queries", (long) repeated.size(),
                "avoidable_cost_usd", repeated.stream().map(query -> (BigDecimal) query.get("avoidable_cost_usd"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                "failed_cost_usd", cost(runs.stream().filter(run -> run.status() == RunStatus.FAILED).toList()));
    }

    List<Map<String, Object>> byProvider() {
        Map<List<String>, List<ApiCallRow>> grouped = new TreeMap<>(
                Comparator.comparing((List<String> key) -> key.get(0)).thenComparing(key -> key.get(1)));
        calls.forEach(call -> grouped.computeIfAbsent(List.of(call.provider(), call.operation()), key -> new ArrayList<>())
                .add(call));
        return grouped.entrySet().stream().map(entry -> {
            List<ApiCallRow> own = entry.getValue();
            return row("provider", entry.getKey().get(0), "operation", entry.getKey().get(1), "api_calls", (long) own.size(),
                    "failed_calls", count(own, call -> call.status() == CallStatus.FAILED),
                    "cache_hits", count(own, ApiCallRow::cacheHit), "credits",
                    own.stream().map(ApiCallRow::credits).filter(Objects::nonNull)
                            .reduce(BigDecimal.ZERO, BigDecimal::add),
                    "input_tokens", sum(own, ApiCallRow::inputTokens), "output_tokens", sum(own, ApiCallRow::outputTokens),
                    "cost_usd", own.stream().map(ApiCallRow::costUsd).filter(Objects::nonNull)
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }).toList();
    }

    /** All of them, where the service names ten. */
    List<Map<String, Object>> repeatedQueries() {
        return runs.stream()
                .collect(Collectors.groupingBy(run -> run.query().toLowerCase(Locale.ROOT).replaceAll(" +", " ").strip()))
                .entrySet().stream().filter(query -> query.getValue().size() > 1)
                .map(query -> row("query", query.getKey(), "runs", (long) query.getValue().size(), "cost_usd",
                        cost(query.getValue()), "avoidable_cost_usd", cost(query.getValue().stream()
                                .sorted(Comparator.comparing(AgentRunRow::requestedAt)
                                        .thenComparing(run -> run.runId().toString()))
                                .skip(1).toList())))
                .sorted(Comparator.comparing((Map<String, Object> query) -> (BigDecimal) query.get("avoidable_cost_usd"))
                        .thenComparing(query -> (Long) query.get("runs")).reversed()
                        .thenComparing(query -> (String) query.get("query")))
                .toList();
    }

    List<Map<String, Object>> runsByCalls() {
        return new TreeMap<>(runs.stream().collect(Collectors.groupingBy(AgentRunRow::totalApiCalls))).entrySet().stream()
                .map(same -> row("api_calls", (long) same.getKey(), "runs", (long) same.getValue().size(), "cost_usd",
                        cost(same.getValue())))
                .toList();
    }

    private static Double successRatio(List<AgentRunRow> runs) {
        return ratio(count(runs, run -> run.status() == RunStatus.SUCCESS),
                count(runs, run -> run.status() != RunStatus.CANCELLED));
    }

    private static <T> List<Map.Entry<String, Long>> mostFirst(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.groupingBy(name, Collectors.counting())).entrySet().stream()
                .sorted(Map.Entry.<String, Long> comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static BigDecimal cost(List<AgentRunRow> runs) {
        return runs.stream().map(AgentRunRow::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> long sum(List<T> all, Function<T, Integer> value) {
        return all.stream().map(value).filter(Objects::nonNull).mapToLong(Integer::longValue).sum();
    }

    private static <T> long count(Collection<T> all, Predicate<T> which) {
        return all.stream().filter(which).count();
    }

    private static Double ratio(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static double[] sorted(Stream<Double> values) {
        return values.filter(Objects::nonNull).mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static Double mean(double[] values) {
        return values.length == 0 ? null : Arrays.stream(values).average().orElseThrow();
    }

    private static Double percentile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return null;
        }
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static Map<String, Object> row(Object... namesAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }
}
