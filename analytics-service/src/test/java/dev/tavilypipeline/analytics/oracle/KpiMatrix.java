package dev.tavilypipeline.analytics.oracle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.tavilypipeline.analytics.sample.SampleRows;

/**
 * Requests for every resource, in which every value of every parameter occurs: every window with its time zone and granularity,
 * every filter alone and with a second value, every pair of filters, each with changing comparison, cost, runs and length of
 * lists,
 * and every table as CSV.
 */
public final class KpiMatrix {

    private static final Map<String, List<String>> TABLES = tables();
    private static final List<String> SIMULATED = List.of("true", "false", "all");
    private static final List<Map<String, List<String>>> FILTERS = List.of(
            Map.of("company", List.of("nestle\u0301")), Map.of("company", List.of("OPENAI\u00A0", "siemens   ag")),
            Map.of("company", List.of("nobody's")),
            Map.of("industry", List.of("SOFTWARE")), Map.of("industry", List.of("Oil  & Gas", "\u00E9nergie")),
            Map.of("status", List.of("failed")), Map.of("status", List.of("success", "abandoned")),
            Map.of("step", List.of("summarize")), Map.of("step", List.of("search_competitors", "search_overview")),
            Map.of("provider", List.of("openai-simulator")), Map.of("provider", List.of("tavily", "azure")),
            Map.of("company", List.of("Tesla", "J\u030Cupa"), "industry", List.of("software", "cars")),
            Map.of("company", List.of("OpenAI"), "status", List.of("success")),
            Map.of("company", List.of("caf\u00E9"), "step", List.of("summarize")),
            Map.of("company", List.of("=1+1", "Company 7"), "provider", List.of("tavily-simulator")),
            Map.of("industry", List.of("Cars"), "status", List.of("failed", "partial")),
            Map.of("industry", List.of("Cars"), "step", List.of("search_overview")),
            Map.of("industry", List.of("E\u0301nergie"), "provider", List.of("azure-simulator", "azure")),
            Map.of("status", List.of("cancelled"), "step", List.of("summarize")),
            Map.of("status", List.of("partial"), "provider", List.of("openai")),
            Map.of("step", List.of("summarize", "search_overview"), "provider", List.of("openai", "openai-simulator")),
            Map.of("step", List.of("search_overview"), "provider", List.of("openai")));

    private final List<Map<String, List<String>>> windows;

    public KpiMatrix(SampleRows rows, Instant now) {
        this.windows = Stream.concat(CaseWindows.narrow(rows, now).stream(), CaseWindows.wide().stream()).toList();
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("summary", List.of("health", "performance", "usage", "costs"));
        tables.put("health", List.of("health", "over_time", "runs_by_status", "errors_by_type", "failing_companies",
                "failing_steps"));
        tables.put("health/errors", List.of("errors_by_type", "failing_companies", "failing_steps", "call_errors"));
        tables.put("performance", List.of("performance", "over_time", "steps", "providers"));
        tables.put("performance/steps", List.of("steps"));
        tables.put("performance/slowest-runs", List.of("slowest_runs"));
        tables.put("usage", List.of("usage", "over_time", "top_companies", "industries", "hours"));
        tables.put("usage/companies", List.of("top_companies"));
        tables.put("usage/hours", List.of("hours"));
        tables.put("costs",
                List.of("costs", "over_time", "by_provider", "by_provider_over_time", "by_model", "by_company",
                        "expensive_queries",
                        "repeated_queries", "runs_by_calls"));
        tables.put("costs/queries", List.of("expensive_queries", "repeated_queries"));
        tables.put("costs/calls-per-run", List.of("runs_by_calls", "over_time"));
        return tables;
    }

    public static List<String> resources() {
        return List.copyOf(TABLES.keySet());
    }

    /** The tables of a resource that CSV may be asked for; the first one is the default. */
    static List<String> tables(String resource) {
        return TABLES.get(resource);
    }

    public List<KpiCase> cases() {
        List<KpiCase> cases = new ArrayList<>();
        int shift = 0;
        for (String resource : resources()) {
            KpiCase plain = new KpiCase(resource, Map.of());
            for (int i = 0; i < windows.size(); i++) {
                cases.add(varied(plain.with(windows.get(i)), i + shift));
            }
            List<Map<String, List<String>>> wide = CaseWindows.filtered();
            for (int i = 0; i < FILTERS.size(); i++) {
                cases.add(varied(plain.with(wide.get((i + shift) % wide.size())).with(FILTERS.get(i)), i * 5 + shift));
            }
            addCsv(cases, plain, shift++);
        }
        return cases;
    }

    private static void addCsv(List<KpiCase> cases, KpiCase plain, int shift) {
        List<Map<String, List<String>>> wide = CaseWindows.filtered();
        int i = shift;
        for (String table : tables(plain.resource())) {
            for (int time = 0; time < 2; time++, i++) {
                cases.add(varied(plain.with(wide.get(i % wide.size())), i).with("format", "csv").with("table", table));
            }
        }
        cases.add(plain.with(wide.get(0)).with("format", "csv"));
        cases.add(plain.with(wide.get(1)).with("format", "csv").with(FILTERS.get(2)));
    }

    /** The rest of the parameters in turn, some left to their default. */
    private static KpiCase varied(KpiCase plain, int turn) {
        KpiCase varied = plain.with("simulated", SIMULATED.get(turn % 3));
        varied = switch (turn % 4) {
            case 0 -> varied.with("compare", "previous").with("format", "json");
            case 1 -> varied.with("compare", "none");
            case 2 -> varied.with("compare", "previous");
            default -> varied;
        };
        varied = switch (turn % 7) {
            case 0, 3, 4 -> varied.with("cost", "repriced");
            case 1 -> varied.with("cost", "recorded");
            default -> varied;
        };
        return switch (turn % 5) {
            case 0 -> varied.with("top", "1");
            case 1 -> varied.with("top", "3");
            case 2 -> varied.with("top", "100");
            default -> varied;
        };
    }
}
