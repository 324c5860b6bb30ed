package dev.tavilypipeline.analytics.oracle;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.tavilypipeline.analytics.sample.SampleRows;
import dev.tavilypipeline.contract.AgentRunRow;
import dev.tavilypipeline.contract.ApiCallRow;
import dev.tavilypipeline.contract.RunStepRow;
import dev.tavilypipeline.contract.StepStatus;

/** The rows of a request, by the definitions at the head of {@code sql/kpis/common/in_window.sql}. */
final class OracleSelection {

    static final Comparator<AgentRunRow> FIRST_ASKED = Comparator.comparing(AgentRunRow::requestedAt)
            .thenComparing(run -> run.runId().toString());

    private final OracleRequest request;
    private final List<AgentRunRow> runs;
    private final List<RunStepRow> steps;
    private final List<ApiCallRow> calls;
    private final SampleRows rows;

    OracleSelection(SampleRows rows, OracleRequest request) {
        this.request = request;
        this.rows = rows;
        Map<UUID, AgentRunRow> asked = rows.runs().stream().filter(this::isAsked)
                .collect(Collectors.toMap(AgentRunRow::runId, Function.identity()));
        List<RunStepRow> ownSteps = rows.steps().stream().filter(step -> asked.containsKey(step.runId()))
                .filter(step -> matches("step", step, each -> each.stepName().wireName())).toList();
        List<ApiCallRow> ownCalls = rows.calls().stream().filter(call -> asked.containsKey(call.runId()))
                .filter(call -> matches("provider", call, ApiCallRow::provider))
                .filter(call -> matches("step", call, each -> each.stepId().substring(each.stepId().indexOf(':') + 1)))
                .toList();
        if (!request.filter("step").isEmpty()) {
            asked.keySet().retainAll(ownSteps.stream().filter(step -> step.status() != StepStatus.SKIPPED)
                    .map(RunStepRow::runId).collect(Collectors.toSet()));
        }
        if (!request.filter("provider").isEmpty()) {
            asked.keySet().retainAll(ownCalls.stream().map(ApiCallRow::runId).collect(Collectors.toSet()));
        }
        Set<UUID> selected = asked.keySet();
        this.runs = List.copyOf(asked.values());
        this.steps = ownSteps.stream().filter(step -> selected.contains(step.runId())).toList();
        this.calls = atAskedCost(ownCalls.stream().filter(call -> selected.contains(call.runId())).toList());
    }

    private boolean isAsked(AgentRunRow run) {
        return request.contains(run.requestedAt())
                && (request.simulated().equals("all") || request.simulated().equals(Boolean.toString(run.simulated())))
                && matches("status", run, each -> each.status().wireName())
                && matchesName("company", run.companyName(), OracleNames::key)
                && matchesName("industry", run.industry(), OracleNames::label);
    }

    private <T> boolean matches(String filter, T row, Function<T, String> value) {
        return request.filter(filter).isEmpty() || request.filter(filter).contains(value.apply(row));
    }

    private boolean matchesName(String filter, String name, UnaryOperator<String> key) {
        return request.filter(filter).isEmpty()
                || (name != null
                        && request.filter(filter).stream().anyMatch(wanted -> key.apply(wanted).equals(key.apply(name))));
    }

    List<AgentRunRow> runs() {
        return runs;
    }

    List<RunStepRow> steps() {
        return steps;
    }

    List<ApiCallRow> calls() {
        return calls;
    }

    private List<ApiCallRow> atAskedCost(List<ApiCallRow> calls) {
        return request.isRepriced() ? calls.stream().map(OraclePrices.OF_THE_TESTS::repriced).toList() : calls;
    }

    /** Of all its calls, whichever are selected. */
    BigDecimal wholeCost(AgentRunRow run) {
        return request.isRepriced()
                ? OracleMath.money(atAskedCost(rows.calls().stream().filter(call -> call.runId().equals(run.runId())).toList()),
                        ApiCallRow::costUsd)
                : run.costUsd();
    }

    /**
     * With a filter by step or provider and at other prices, what the selected calls cost, and otherwise what is recorded in
     * the run's row.
     */
    List<RunCost> costs() {
        if (request.filter("step").isEmpty() && request.filter("provider").isEmpty() && !request.isRepriced()) {
            return runs.stream().map(RunCost::recorded).toList();
        }
        Map<UUID, List<ApiCallRow>> byRun = OracleMath.grouped(calls, ApiCallRow::runId);
        return runs.stream().map(run -> RunCost.of(run, byRun.getOrDefault(run.runId(), List.of()))).toList();
    }
}
