package dev.tavilypipeline.analytics.oracle;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tavilypipeline.analytics.sample.SampleRows;

/**
 * What {@code /kpis} must answer, computed in plain Java from the rows by the definitions at the head of each file of
 * {@code sql/kpis}. It shares no code with the service.
 */
public final class KpiOracle {

    private final OracleRequest request;
    private final OracleBuckets buckets;
    private final OracleSelection selected;
    private final OracleSelection before;

    /** @param now when the answer is made */
    public KpiOracle(SampleRows rows, OracleRequest request, Instant now) {
        this.request = request;
        this.buckets = new OracleBuckets(request, now);
        this.selected = new OracleSelection(rows, request);
        this.before = request.isCompared() ? new OracleSelection(rows, request.previous()) : null;
    }

    /** @return the tables of the answer by name, {@code previous} among them where the resource compares */
    public Map<String, Object> answer(String resource) {
        HealthOracle health = new HealthOracle(selected, request.top());
        PerformanceOracle performance = new PerformanceOracle(selected, request.top());
        UsageOracle usage = new UsageOracle(selected, request.zone(), request.top());
        CostOracle costs = new CostOracle(selected);
        CostShareOracle shares = new CostShareOracle(selected, request.top());
        QueryCostOracle queries = new QueryCostOracle(selected.costs(), request.top());
        return switch (resource) {
            case "summary" -> summary();
            case "health" -> group(resource, "over_time", health.overTime(buckets), "runs_by_status", health.runsByStatus(),
                    "errors_by_type", health.errorsByType(), "failing_companies", health.failingCompanies(), "failing_steps",
                    health.failingSteps());
            case "health/errors" -> OracleMath.row("errors_by_type", health.errorsByType(), "failing_companies",
                    health.failingCompanies(), "failing_steps", health.failingSteps(), "call_errors", health.callErrors());
            case "performance" -> group(resource, "slowest_step", performance.slowestStep(), "over_time",
                    performance.overTime(buckets), "steps", performance.steps(), "providers", performance.providers());
            case "performance/steps" -> OracleMath.row("steps", performance.steps());
            case "performance/slowest-runs" -> OracleMath.row("slowest_runs", performance.slowestRuns());
            case "usage" -> group(resource, "over_time", usage.overTime(buckets), "top_companies", usage.topCompanies(),
                    "industries", usage.industries(), "hours", usage.hours());
            case "usage/companies" -> OracleMath.row("top_companies", usage.topCompanies());
            case "usage/hours" -> OracleMath.row("hours", usage.hours());
            case "costs" -> group(resource, "over_time", costs.overTime(buckets), "by_provider", costs.byProvider(),
                    "by_provider_over_time", costs.byProviderOverTime(buckets), "by_model", shares.byModel(), "by_company",
                    shares.byCompany(), "expensive_queries", queries.expensive(),
                    "repeated_queries", queries.repeated(), "runs_by_calls", costs.runsByCalls());
            case "costs/queries" -> OracleMath.row("expensive_queries", queries.expensive(), "repeated_queries",
                    queries.repeated());
            case "costs/calls-per-run" -> OracleMath.row("runs_by_calls", costs.runsByCalls(), "over_time",
                    costs.overTime(buckets));
            default -> throw new IllegalArgumentException(resource);
        };
    }

    private Map<String, Object> summary() {
        Map<String, Object> answer = headlines(selected);
        answer.put("slowest_step", new PerformanceOracle(selected, request.top()).slowestStep());
        answer.put("previous", before == null ? null : headlines(before));
        return answer;
    }

    private Map<String, Object> group(String name, Object... tables) {
        Map<String, Object> answer = OracleMath.row(name, headline(name, selected), "previous",
                before == null ? null : headline(name, before));
        answer.putAll(OracleMath.row(tables));
        return answer;
    }

    private Map<String, Object> headlines(OracleSelection rows) {
        Map<String, Object> headlines = new LinkedHashMap<>();
        List.of("health", "performance", "usage", "costs").forEach(name -> headlines.put(name, headline(name, rows)));
        return headlines;
    }

    private Map<String, Object> headline(String group, OracleSelection rows) {
        return switch (group) {
            case "health" -> new HealthOracle(rows, request.top()).figures();
            case "performance" -> new PerformanceOracle(rows, request.top()).figures();
            case "usage" -> new UsageOracle(rows, request.zone(), request.top()).figures();
            default -> new CostOracle(rows).figures();
        };
    }

    /** What {@code meta} says about the request itself. */
    public Map<String, Object> meta() {
        Map<String, Object> filters = new LinkedHashMap<>();
        List.of("company", "industry", "status", "step", "provider").stream().filter(name -> !request.filter(name).isEmpty())
                .forEach(name -> filters.put(name, request.filter(name).stream().distinct().sorted().toList()));
        OracleRequest compared = request.previous();
        return OracleMath.row("from", request.from(), "to", request.to(),
                "compared", request.isCompared() ? OracleMath.row("from", compared.from(), "to", compared.to()) : null,
                "tz", request.zone().getId(), "granularity", request.granularity(), "simulated", request.simulated(),
                "cost", request.isRepriced() ? "repriced" : "recorded",
                "price_version", request.isRepriced() ? OraclePrices.OF_THE_TESTS.newest() : null,
                "filters", filters, "partial_buckets", buckets.partial());
    }
}
