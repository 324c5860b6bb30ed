package dev.tavilypipeline.bench.endtoend;

import static org.assertj.core.api.Assertions.withinPercentage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.localstack.simulator.Failure;
import dev.tavilypipeline.localstack.simulator.SimulatedRequest;

/**
 * Computes the values that {@code /kpis/summary} must answer, from outside the services: from the simulator's log of requests.
 * Only what no outsider can know comes from the facts in Kafka: how long runs and steps took, and how the agent named an
 * error. The KPIs are defined in the headers of {@code sql/kpis}.
 */
final class ExpectedKpis {

    private static final BigDecimal USD_PER_CREDIT = new BigDecimal("0.008");
    private static final BigDecimal MILLION = new BigDecimal("1000000");

    private final List<Job> jobs;
    private final List<SimulatedRequest> requests;
    private final Map<String, JsonNode> finished;
    private final Map<String, Map<String, JsonNode>> steps = new HashMap<>();
    private final Map<String, JsonNode> started;

    /**
     * @param jobs the delivered ones; each has its own company and was executed once
     * @param requests of these jobs alone
     */
    ExpectedKpis(List<Job> jobs, List<SimulatedRequest> requests, List<JsonNode> facts) {
        this.jobs = jobs;
        this.requests = requests;
        this.finished = byRun(facts, "run_finished");
        this.started = byRun(facts, "run_started");
        Set<String> ours = jobs.stream().map(Job::runId).collect(Collectors.toSet());
        facts.stream()
                .filter(fact -> fact.get("type").asText().equals("step_finished") && ours.contains(fact.get("run_id").asText()))
                .forEach(fact -> steps.computeIfAbsent(fact.get("step_name").asText(), name -> new HashMap<>())
                        .put(fact.get("run_id").asText(), fact));
    }

    private static Map<String, JsonNode> byRun(List<JsonNode> facts, String type) {
        return facts.stream().filter(fact -> fact.get("type").asText().equals(type))
                .collect(Collectors.toMap(fact -> fact.get("run_id").asText(), Function.identity(), (a, b) -> a));
    }

    private Map<String, Object> all() {
        Map<String, Object> all = new TreeMap<>();
        health(all);
        performance(all);
        usage(all);
        costs(all);
        return all;
    }

    /** Compares all of them before it fails. */
    void assertIn(JsonNode summary) {
        SoftAssertions each = new SoftAssertions();
        all().forEach((kpi, value) -> {
            JsonNode actual = summary.at("/" + kpi.replace('.', '/'));
            System.out.printf("%-32s %-24s %s%n", kpi, value, actual);
            if (value instanceof BigDecimal money) {
                each.assertThat(actual.decimalValue()).as(kpi).isEqualByComparingTo(money);
            } else if (value instanceof Double number) {
                each.assertThat(actual.doubleValue()).as(kpi).isCloseTo(number, withinPercentage(1e-10));
            } else if (value instanceof Long count) {
                each.assertThat(actual.isNumber() ? actual.longValue() : null).as(kpi).isEqualTo(count);
            } else {
                each.assertThat(actual.textValue()).as(kpi).isEqualTo(value);
            }
        });
        each.assertAll();
    }

    private void health(Map<String, Object> all) {
        Map<String, Long> byStatus = jobs.stream().collect(Collectors.groupingBy(this::status, Collectors.counting()));
        long success = byStatus.getOrDefault("success", 0L);
        long partial = byStatus.getOrDefault("partial", 0L);
        long failed = byStatus.getOrDefault("failed", 0L);
        all.put("health.runs", (long) jobs.size());
        all.put("health.success", success);
        all.put("health.partial", partial);
        all.put("health.failed", failed);
        all.put("health.cancelled", 0L);
        all.put("health.abandoned", 0L);
        all.put("health.success_ratio", (double) success / (success + partial + failed));
        all.put("health.top_error_type", mostFrequent(jobs.stream()
                .map(job -> finished.get(job.runId()).path("error_type").asText(null))
                .filter(error -> error != null)
                .toList()));
    }

    private String status(Job job) {
        boolean overview = succeeded(job.overviewQuery());
        boolean competitors = succeeded(job.competitorsQuery());
        boolean sources = sourcesFound(job.overviewQuery()) || sourcesFound(job.competitorsQuery());
        if (!sources) {
            return "failed";
        }
        return overview && competitors ? "success" : "partial";
    }

    private boolean succeeded(String query) {
        return requestsFor(query).stream().anyMatch(ExpectedKpis::isUsable);
    }

    private boolean sourcesFound(String query) {
        return requestsFor(query).stream().anyMatch(request -> isUsable(request) && request.results() > 0);
    }

    private static boolean isUsable(SimulatedRequest request) {
        return request.status() == 200 && request.failure() != Failure.MALFORMED;
    }

    private List<SimulatedRequest> requestsFor(String query) {
        return requests.stream().filter(request -> query.equals(request.query())).toList();
    }

    private void performance(Map<String, Object> all) {
        double[] latencies = jobs.stream().mapToDouble(job -> finished.get(job.runId()).get("total_latency_ms").asDouble())
                .sorted().toArray();
        all.put("performance.p50_ms", percentile(latencies, 0.5));
        all.put("performance.p95_ms", percentile(latencies, 0.95));
        all.put("performance.p99_ms", percentile(latencies, 0.99));
        all.put("performance.avg_ms", Arrays.stream(latencies).average().orElseThrow());
        Map<String, Double> p95 = new TreeMap<>();
        steps.forEach((name, facts) -> {
            double[] values = facts.values().stream().filter(fact -> !fact.get("status").asText().equals("skipped"))
                    .mapToDouble(fact -> fact.get("latency_ms").asDouble()).sorted().toArray();
            if (values.length > 0) {
                p95.put(name, percentile(values, 0.95));
            }
        });
        Map.Entry<String, Double> slowest = p95.entrySet().stream()
                .max(Map.Entry.<String, Double> comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow();
        all.put("slowest_step.step_name", slowest.getKey());
        all.put("slowest_step.p95_ms", slowest.getValue());
    }

    /** With linear interpolation, as PERCENTILE_CONT. */
    static double percentile(double[] sorted, double share) {
        double rank = share * (sorted.length - 1);
        int below = (int) Math.floor(rank);
        int above = (int) Math.ceil(rank);
        return sorted[below] + (sorted[above] - sorted[below]) * (rank - below);
    }

    private void usage(Map<String, Object> all) {
        List<String> names = jobs.stream().map(Job::company).toList();
        all.put("usage.runs", (long) jobs.size());
        all.put("usage.unique_companies",
                (long) new HashSet<>(names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList()).size());
        // each company has one run; of equally frequent companies the first by its lower-case name counts
        all.put("usage.top_company",
                names.stream().min(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT))).orElseThrow());
        all.put("usage.busiest_hour", (long) Integer.parseInt(mostFrequent(jobs.stream()
                .map(job -> Instant.parse(started.get(job.runId()).get("job").get("requested_at").asText()))
                .map(at -> "%02d".formatted(at.atOffset(ZoneOffset.UTC).getHour()))
                .toList())));
    }

    private static String mostFrequent(Collection<String> values) {
        return new TreeMap<>(values.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())))
                .entrySet().stream()
                .max(Map.Entry.<String, Long> comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey).orElse(null);
    }

    private void costs(Map<String, Object> all) {
        BigDecimal cost = sum(requests);
        List<SimulatedRequest> ofFailed = new ArrayList<>();
        jobs.stream().filter(job -> status(job).equals("failed")).forEach(job -> {
            ofFailed.addAll(requestsFor(job.overviewQuery()));
            ofFailed.addAll(requestsFor(job.competitorsQuery()));
        });
        all.put("costs.api_calls", (long) requests.size());
        all.put("costs.calls_per_run", (double) requests.size() / jobs.size());
        all.put("costs.credits", requests.stream().mapToLong(SimulatedRequest::credits).sum());
        all.put("costs.input_tokens", requests.stream().mapToLong(SimulatedRequest::inputTokens).sum());
        all.put("costs.output_tokens", requests.stream().mapToLong(SimulatedRequest::outputTokens).sum());
        all.put("costs.cost_usd", cost);
        all.put("costs.cost_per_run_usd", cost.doubleValue() / jobs.size());
        all.put("costs.duplicate_queries", 0L);
        all.put("costs.failed_cost_usd", sum(ofFailed));
    }

    private static BigDecimal sum(List<SimulatedRequest> requests) {
        return requests.stream().map(ExpectedKpis::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The price of one call in USD, to eight decimals. */
    private static BigDecimal cost(SimulatedRequest request) {
        BigDecimal search = USD_PER_CREDIT.multiply(BigDecimal.valueOf(request.credits()));
        BigDecimal tokens = new BigDecimal("0.15")
                .multiply(BigDecimal.valueOf(request.inputTokens() - request.cachedInputTokens()))
                .add(new BigDecimal("0.075").multiply(BigDecimal.valueOf(request.cachedInputTokens())))
                .add(new BigDecimal("0.60").multiply(BigDecimal.valueOf(request.outputTokens())));
        return search.add(tokens.divide(MILLION)).setScale(8, RoundingMode.HALF_UP);
    }
}
