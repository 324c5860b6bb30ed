package dev.tavilypipeline.bench.runs;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import dev.tavilypipeline.bench.facts.Fact;
import dev.tavilypipeline.bench.harness.Json;

/** Computes from the facts that were sent what the services must say of each run. It shares no code with the services. */
final class Oracle {

    private Oracle() {
    }

    /** @param sent facts, some more than once */
    static Map<String, RunOutcome> outcomes(Collection<Fact> sent) {
        Map<String, Map<String, Fact>> runs = new HashMap<>();
        sent.forEach(fact -> runs.computeIfAbsent(fact.runId().toString(), run -> new LinkedHashMap<>())
                .put(fact.topic() + " " + fact.id(), fact));
        Map<String, RunOutcome> outcomes = new HashMap<>();
        runs.forEach((runId, facts) -> outcomes.put(runId, outcome(facts.values())));
        return outcomes;
    }

    private static RunOutcome outcome(Collection<Fact> distinct) {
        List<JsonNode> events = distinct.stream().filter(fact -> fact.topic().equals("run.events"))
                .map(fact -> Json.tree(fact.json())).toList();
        Map<String, List<JsonNode>> executions = events.stream()
                .collect(Collectors.groupingBy(event -> event.get("execution_id").asText(), TreeMap::new, Collectors.toList()));
        List<JsonNode> calls = ofType(events, "api_call_finished");
        return new RunOutcome(status(executions), distinct.size(), missingFacts(executions), executions.size(),
                amount(calls, "credits").stripTrailingZeros(), sum(calls, "input_tokens"), sum(calls, "output_tokens"),
                amount(calls, "cost_usd"),
                (int) calls.stream().filter(call -> !call.path("cost_usd").isNumber()).count(), calls.size(),
                RunOutcome.callIds(calls));
    }

    /** The status of the finished execution with the smallest id; the map is sorted by the ids. */
    private static String status(Map<String, List<JsonNode>> executions) {
        return executions.values().stream().flatMap(events -> ofType(events, "run_finished").stream()).findFirst()
                .map(finished -> finished.get("status").asText()).orElseThrow();
    }

    /** How many calls of finished executions were never sent; no other fact is ever lost. */
    private static int missingFacts(Map<String, List<JsonNode>> executions) {
        return executions.values().stream().mapToInt(events -> ofType(events, "run_finished").stream()
                .mapToInt(finished -> finished.get("calls").asInt() - ofType(events, "api_call_finished").size())
                .sum()).sum();
    }

    private static List<JsonNode> ofType(List<JsonNode> events, String type) {
        return events.stream().filter(event -> event.get("type").asText().equals(type)).toList();
    }

    private static long sum(List<JsonNode> calls, String field) {
        return calls.stream().mapToLong(call -> call.path(field).asLong(0)).sum();
    }

    private static BigDecimal amount(List<JsonNode> calls, String field) {
        return calls.stream().map(call -> call.path(field)).filter(JsonNode::isNumber).map(JsonNode::decimalValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
