package dev.tavilypipeline.analytics.oracle;

import static dev.tavilypipeline.analytics.oracle.OracleMath.byText;
import static dev.tavilypipeline.analytics.oracle.OracleMath.grouped;
import static dev.tavilypipeline.analytics.oracle.OracleMath.highestFirst;
import static dev.tavilypipeline.analytics.oracle.OracleMath.money;
import static dev.tavilypipeline.analytics.oracle.OracleMath.ratio;
import static dev.tavilypipeline.analytics.oracle.OracleMath.row;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.tavilypipeline.contract.AgentRunRow;

/** {@code sql/kpis/usage*.sql}. */
record UsageOracle(OracleSelection rows, ZoneId zone, int top) {

    Map<String, Object> figures() {
        List<Map<String, Object>> companies = companies();
        return row("runs", (long) rows.runs().size(), "unique_companies", (long) companies.size(), "top_company",
                companies.stream().findFirst().map(company -> company.get("company_name")).orElse(null), "busiest_hour",
                busiestHour());
    }

    private Long busiestHour() {
        return grouped(rows.runs(), this::hour).entrySet().stream()
                .max(Comparator.comparing((Map.Entry<Integer, List<AgentRunRow>> hour) -> hour.getValue().size())
                        .thenComparing(Map.Entry.<Integer, List<AgentRunRow>> comparingByKey().reversed()))
                .map(hour -> (long) hour.getKey()).orElse(null);
    }

    List<Map<String, Object>> overTime(OracleBuckets buckets) {
        return buckets.rows(rows.runs(), AgentRunRow::requestedAt, runs -> row("runs", (long) runs.size(), "unique_companies",
                (long) grouped(runs, run -> OracleNames.key(run.companyName())).size()));
    }

    List<Map<String, Object>> topCompanies() {
        return companies().stream().limit(top).toList();
    }

    private List<Map<String, Object>> companies() {
        return grouped(rows.costs(), cost -> OracleNames.key(cost.run().companyName())).entrySet().stream()
                .sorted(Map.Entry.<String, List<RunCost>> comparingByValue(Comparator.comparing(List<RunCost>::size).reversed())
                        .thenComparing(Map.Entry.comparingByKey(OracleNames.BY_CODE_POINT)))
                .map(Map.Entry::getValue).map(UsageOracle::company).toList();
    }

    private static Map<String, Object> company(List<RunCost> costs) {
        List<AgentRunRow> runs = costs.stream().map(RunCost::run).toList();
        return row("company_name", OracleNames.spelling(runs.stream().map(AgentRunRow::companyName)), "runs",
                (long) runs.size(), "success_ratio", HealthOracle.successRatio(runs), "cost_usd",
                money(costs, RunCost::costUsd));
    }

    List<Map<String, Object>> industries() {
        return grouped(rows.runs(), run -> Optional.ofNullable(run.industry())).entrySet().stream()
                .map(label -> row("industry", label.getKey().orElse(null), "runs", (long) label.getValue().size(), "share",
                        ratio(label.getValue().size(), rows.runs().size())))
                .sorted(highestFirst("runs").thenComparing(byText("industry"))).limit(top).toList();
    }

    List<Map<String, Object>> hours() {
        Map<Integer, List<AgentRunRow>> byHour = grouped(rows.runs(), this::hourOfTheWeek);
        return IntStream.range(0, 7 * 24).mapToObj(i -> row("weekday", 1L + i / 24, "hour", (long) i % 24, "runs",
                (long) byHour.getOrDefault(i, List.of()).size())).toList();
    }

    private int hourOfTheWeek(AgentRunRow run) {
        return (run.requestedAt().atZone(zone).getDayOfWeek().getValue() - 1) * 24 + hour(run);
    }

    private int hour(AgentRunRow run) {
        return run.requestedAt().atZone(zone).getHour();
    }
}
